// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.invoke.FailureBehind;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.DoFnInstance;
import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.pardo.SideInputStores;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.pardo.WaitingElements;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputs;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pieces of each element: its initial restriction, split as the function says.
 *
 * <p>The function sees no bundles here. Where it looks at windows or reads views, an element is
 * taken window by window and waits until its views are ready.
 */
final class SplitOperator<InputT, OutputT, RestrictionT, StateT extends @Nullable Object>
    implements Operator {

  private final SplittableSpec<InputT, OutputT, RestrictionT, StateT> spec;
  private final JobServices services;
  private final FailureBehind output;
  private final StopFlag stop;
  private final UserCode userCode;
  private final DoFnInstance<InputT, OutputT> instance;
  private final SideInputs sideInputs;
  private final WaitingElements<InputT> waiting;
  private final Counter tooLate = DroppedElements.tooLate();
  private @Nullable SplittableFunction<InputT, OutputT, RestrictionT, StateT> function;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;

  SplitOperator(
      SplittableSpec<InputT, OutputT, RestrictionT, StateT> spec,
      JobServices services,
      OperatorContext context) {
    ParDoSpec<InputT, OutputT> parDo = spec.parDo();
    this.spec = spec;
    this.services = services;
    this.stop = context.stop();
    this.output = new FailureBehind(context.output(0));
    this.userCode = new UserCode(spec.transform(), new StepScope(services.metrics(), parDo.step()));
    this.instance = new DoFnInstance<>(parDo.fn());
    SideInputStores<InputT> stores =
        SideInputStores.shared(parDo, "elements to be split", services.spilling(), context);
    this.sideInputs =
        new SideInputs(parDo.sideInputs(), parDo.windowing(), SideInputStores.panesOf(stores));
    this.waiting = new WaitingElements<>(sideInputs, stores);
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links elements of the spec's types to these ports.
  public Receiver input(int port) {
    if (port > 0) {
      int view = port - 1;
      return pane -> waiting.onPane(view, (WindowedValue<? extends Iterable<?>>) pane);
    }
    return spec.observesWindow()
        ? element -> splitWhereReady((WindowedValue<InputT>) element)
        : element -> split((WindowedValue<InputT>) element);
  }

  @Override
  public void open() {
    ParDoSpec<InputT, OutputT> parDo = spec.parDo();
    userCode.run(
        () ->
            function =
                new SplittableFunction<>(
                    new Surroundings<>(
                        DoFnInvokers.invokerFor(instance.setUp(services.options())),
                        services.options(),
                        sideInputs,
                        parDo.sideInputMapping(),
                        parDo.schema())));
  }

  private void split(WindowedValue<InputT> element) {
    SplittableFunction<InputT, OutputT, RestrictionT, StateT> opened = function;
    if (opened == null) {
      throw new IllegalStateException("%s was not opened".formatted(spec.transform()));
    }
    userCode.run(() -> opened.split(element, output::accept));
  }

  private void splitWaiting(WindowedValue<InputT> element) {
    stop.check();
    split(element);
  }

  private void splitWhereReady(WindowedValue<InputT> element) {
    for (WindowedValue<InputT> inOneWindow : element.explodeWindows()) {
      switch (sideInputs.readiness(Surroundings.onlyWindow(inOneWindow))) {
        case READY -> split(inOneWindow);
        case NOT_YET -> waiting.add(inOneWindow);
        case TOO_LATE -> userCode.run(tooLate::inc);
      }
    }
  }

  @Override
  public void finishBundle() {
    // Panes may have arrived since elements began to wait for them.
    if (!waiting.isEmpty()) {
      waiting.release(this::splitWaiting);
    }
    userCode.run(output::rethrow);
    userCode.scope().commit();
  }

  @Override
  public void beforeSnapshot(long snapshotId) {
    waiting.beforeSnapshot();
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return port > 0 && waiting.isDue(port - 1, watermarkMillis);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    if (port > 0) {
      waiting.onViewWatermark(port - 1, watermarkMillis, this::splitWaiting);
    } else {
      inputWatermarkMillis = watermarkMillis;
    }
    sideInputs.onMainWatermark(outputWatermark());
  }

  @Override
  public long outputWatermark() {
    return Math.min(inputWatermarkMillis, waiting.holdMillis());
  }

  @Override
  public boolean isHolding() {
    return !waiting.isEmpty();
  }

  @Override
  public void adoptSideInputs(Operator other) {
    if (other instanceof SplitOperator<?, ?, ?, ?> same) {
      sideInputs.adopt(same.sideInputs);
    }
  }

  @Override
  public List<Hold> holds(int limit) {
    return waiting.holds(limit);
  }

  @Override
  public void close() {
    userCode.run(instance::tearDown);
  }
}
