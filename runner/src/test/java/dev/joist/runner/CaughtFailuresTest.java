// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a function emits to may fail inside its call, and it may catch whatever is thrown at it. The
 * job fails all the same, in the name of what failed.
 */
@Timeout(120)
class CaughtFailuresTest {

  private static final AtomicInteger CAUGHT = new AtomicInteger();

  private static void emitAndCatch(int element, DoFn.OutputReceiver<Integer> out) {
    try {
      out.output(element);
    } catch (RuntimeException e) {
      CAUGHT.incrementAndGet();
    }
  }

  static final class CatchAll extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      emitAndCatch(element, out);
    }
  }

  static final class CatchAtBundleEnd extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(BundleFinalizer finalizer) {
      finalizer.afterBundleCommit(
          Instant.ofEpochMilli(Long.MAX_VALUE / 2), CatchAtBundleEnd::committed);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      try {
        context.output(3, Instant.EPOCH, GlobalWindow.INSTANCE);
      } catch (RuntimeException e) {
        CAUGHT.incrementAndGet();
      }
    }

    private static void committed() {
      throw new AssertionError("a bundle that failed was committed");
    }
  }

  static final class CatchAllWithState extends DoFn<KV<String, Integer>, Integer> {
    @StateId("last")
    private final StateSpec<ValueState<Integer>> last = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("last") ValueState<Integer> state,
        OutputReceiver<Integer> out) {
      state.write(element.getValue());
      emitAndCatch(element.getValue(), out);
    }
  }

  static final class CatchAllInPieces extends DoFn<Integer, Integer> {
    @GetInitialRestriction
    public OffsetRange restriction(@Element Integer element) {
      return new OffsetRange(0, 1);
    }

    @ProcessElement
    public void process(
        @Element Integer element,
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<Integer> out) {
      if (tracker.tryClaim(0L)) {
        emitAndCatch(element, out);
      }
    }
  }

  static final class FailAtThree extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      if (element == 3) {
        throw new IllegalStateException("not three");
      }
      out.output(element);
    }
  }

  private static PCollection<Integer> numbers() {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=JoistRunner", "--parallelism=1").create();
    return Pipeline.create(options).apply("Numbers", Create.of(1, 2, 3, 4));
  }

  private static void failsBehind(
      PTransform<PCollection<? extends Integer>, PCollection<Integer>> catching) {
    failsBehind(numbers().apply("Catch", catching));
  }

  private static void failsBehind(PCollection<Integer> caught) {
    CAUGHT.set(0);
    caught.apply("Three", ParDo.of(new FailAtThree()));

    assertThatThrownBy(() -> caught.getPipeline().run().waitUntilFinish())
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not three");
    assertThat(CAUGHT).hasPositiveValue();
  }

  @Test
  void behindAFunction() {
    failsBehind(ParDo.of(new CatchAll()));
  }

  @Test
  void behindTheEndOfABundle() {
    failsBehind(ParDo.of(new CatchAtBundleEnd()));
  }

  @Test
  void behindAFunctionWithState() {
    failsBehind(
        numbers()
            .apply(WithKeys.<String, Integer>of("key"))
            .apply("Catch", ParDo.of(new CatchAllWithState())));
  }

  @Test
  void behindASplittableFunction() {
    failsBehind(ParDo.of(new CatchAllInPieces()));
  }
}
