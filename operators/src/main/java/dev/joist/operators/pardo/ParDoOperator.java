// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.invoke.DirectDoFnRunner;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputs;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * Runs a DoFn without state.
 *
 * <p>With side inputs, an element is taken window by window, and waits where a view is not ready
 * for its window.
 */
final class ParDoOperator<InputT, OutputT> implements Operator {

  private final ParDoSpec<InputT, OutputT> spec;
  private final JobServices services;
  private final StepScope scope;
  private final UserCode userCode;
  private final DoFnInstance<InputT, OutputT> instance;
  private final BundleCallbacks callbacks;
  private final Outputs outputs;
  private final StopFlag stop;
  private final SideInputs sideInputs;
  private final WaitingElements<InputT> waiting;
  private final Counter tooLate = DroppedElements.tooLate();
  private @Nullable DirectDoFnRunner<InputT, OutputT> runner;
  private boolean bundleOpen;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;

  ParDoOperator(ParDoSpec<InputT, OutputT> spec, JobServices services, OperatorContext context) {
    this.spec = spec;
    this.services = services;
    this.scope = new StepScope(services.metrics(), spec.step());
    this.userCode = new UserCode(spec.transform(), scope);
    this.instance = new DoFnInstance<>(spec.fn());
    SideInputStores<InputT> stores =
        SideInputStores.shared(spec, "elements", services.spilling(), context);
    this.sideInputs =
        new SideInputs(spec.sideInputs(), spec.windowing(), SideInputStores.panesOf(stores));
    this.callbacks = new BundleCallbacks(spec.transform(), context);
    this.stop = context.stop();
    this.outputs = new Outputs(spec.transform(), spec.outputs(), context);
    this.waiting = new WaitingElements<>(sideInputs, stores);
  }

  SideInputs sideInputs() {
    return sideInputs;
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links elements of the spec's types to these ports.
  public Receiver input(int port) {
    if (port > 0) {
      int view = port - 1;
      return pane -> waiting.onPane(view, (WindowedValue<? extends Iterable<?>>) pane);
    }
    return spec.sideInputs().isEmpty()
        ? element -> process((WindowedValue<InputT>) element)
        : element -> processWhereReady((WindowedValue<InputT>) element);
  }

  @Override
  public void open() {
    userCode.run(
        () ->
            runner =
                new DirectDoFnRunner<>(
                    spec.call(
                        instance.setUp(services.options()),
                        services.options(),
                        sideInputs,
                        outputs,
                        callbacks),
                    outputs,
                    stop));
  }

  private void process(WindowedValue<InputT> element) {
    MetricsContainer before = scope.enter();
    scope.takesElement();
    try {
      openRunner().processElement(element);
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
  }

  private void processWaiting(WindowedValue<InputT> element) {
    stop.check();
    process(element);
  }

  private void processWhereReady(WindowedValue<InputT> element) {
    if (element instanceof WindowedValues.SingleWindowedValue single) {
      processWhereReady(element, single.getWindow());
      return;
    }
    for (WindowedValue<InputT> inOneWindow : element.explodeWindows()) {
      processWhereReady(inOneWindow, inOneWindow.getWindows().iterator().next());
    }
  }

  private void processWhereReady(WindowedValue<InputT> inOneWindow, BoundedWindow window) {
    switch (sideInputs.readiness(window)) {
      case READY -> process(inOneWindow);
      case NOT_YET -> waiting.add(inOneWindow);
      case TOO_LATE -> userCode.run(tooLate::inc);
    }
  }

  private DirectDoFnRunner<InputT, OutputT> openRunner() {
    DirectDoFnRunner<InputT, OutputT> current = runner;
    if (current == null) {
      throw new IllegalStateException("%s was not opened".formatted(spec.transform()));
    }
    if (!bundleOpen) {
      bundleOpen = true;
      current.startBundle();
    }
    return current;
  }

  @Override
  public void finishBundle() {
    // Panes may have arrived since elements began to wait for them.
    if (!waiting.isEmpty()) {
      waiting.release(this::processWaiting);
    }
    if (bundleOpen) {
      userCode.run(
          () -> {
            openRunner().finishBundle();
            bundleOpen = false;
            outputs.report(userCode.scope().container());
            callbacks.bundleEnded();
          });
    }
    scope.commit();
  }

  @Override
  public void beforeSnapshot(long snapshotId) {
    waiting.beforeSnapshot();
  }

  @Override
  public boolean prefersLargeBundles() {
    return spec.hasFinishBundle();
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return port > 0 && waiting.isDue(port - 1, watermarkMillis);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    if (port > 0) {
      waiting.onViewWatermark(port - 1, watermarkMillis, this::processWaiting);
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
    if (other instanceof ParDoOperator<?, ?> same) {
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
