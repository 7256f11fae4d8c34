// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.operators.invoke.CountedOutput;
import dev.joist.operators.invoke.DirectCall;
import dev.joist.operators.invoke.DirectDoFnRunner;
import dev.joist.operators.pardo.DoFnInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * Calls a function as Joist does. Where it reads views, its elements wait until {@link #finish}.
 */
final class Caller implements Receiver {

  private final Step.Call step;
  private final PipelineOptions options;
  private final Map<TupleTag<?>, CountedOutput> outputs = new HashMap<>();
  private final DoFnInstance<Object, Object> instance;
  private final DoFn<Object, Object> fn;
  private final List<Object> waiting = new ArrayList<>();
  private DirectDoFnRunner<Object, Object> runner;

  @SuppressWarnings("unchecked") // The pipeline's types fit.
  Caller(Step.Call step, PipelineOptions options, Function<PCollection<?>, Receiver> receivers) {
    this.step = step;
    this.options = options;
    step.outputs()
        .forEach(
            (tag, output) ->
                outputs.put(
                    tag,
                    new CountedOutput(
                        step.name(), tag, output.getCoder(), receivers.apply(output))));
    instance = new DoFnInstance<>((DoFn<Object, Object>) step.fn());
    fn = instance.setUp(options);
    runner = runner(new KeptViews());
    if (step.views().isEmpty()) {
      runner.startBundle();
    }
  }

  private DirectDoFnRunner<Object, Object> runner(SideInputReader views) {
    List<CountedOutput> mainFirst = new ArrayList<>(outputs.values());
    CountedOutput main = output(step.mainTag());
    mainFirst.remove(main);
    mainFirst.add(0, main);
    return new DirectDoFnRunner<>(
        new DirectCall<>(
            fn,
            options,
            mainFirst,
            views,
            step.views(),
            step.schema(),
            (expiry, callback) -> {
              throw new IllegalStateException(step.name() + " wants to finalize bundles");
            }),
        new AtTheEnd(),
        new StopFlag());
  }

  private CountedOutput output(TupleTag<?> tag) {
    CountedOutput output = outputs.get(tag);
    if (output == null) {
      throw new IllegalStateException("%s has no output %s".formatted(step.name(), tag.getId()));
    }
    return output;
  }

  @Override
  @SuppressWarnings("unchecked") // As above.
  public void accept(Object element) {
    if (step.views().isEmpty()) {
      runner.processElement((WindowedValue<Object>) element);
    } else {
      waiting.add(element);
    }
  }

  /** All elements have come, and all that is in {@code views}. */
  @SuppressWarnings("unchecked") // As above.
  void finish(KeptViews views) {
    if (!step.views().isEmpty()) {
      runner = runner(views.forLane());
      runner.startBundle();
      waiting.forEach(element -> runner.processElement((WindowedValue<Object>) element));
    }
    runner.finishBundle();
    instance.tearDown();
  }

  /** Takes what a function emits when its bundle ends. */
  private final class AtTheEnd implements WindowedValueMultiReceiver {

    @Override
    public <T> void output(TupleTag<T> tag, WindowedValue<T> element) {
      Caller.this.output(tag).accept(element);
    }
  }
}
