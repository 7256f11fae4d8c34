// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.state.BeamStateInternals;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.state.KeyIdentity;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.time.Keyed;
import dev.joist.operators.time.KeyedTimers;
import dev.joist.operators.time.KeyedTimers.Due;
import dev.joist.operators.view.SideInputs;
import dev.joist.state.Codec;
import dev.joist.state.KeyGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.StateNamespaces.WindowNamespace;
import org.apache.beam.runners.core.TimerInternals.TimerData;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * Runs a DoFn with state or timers, or one that wants its input sorted by time.
 *
 * <p>While timers are due the earliest fires, and then the next is looked for again: a timer may
 * set one that is earlier than those that were due already. One that is set for a time that has
 * passed fires before the bundle ends. At the end of all input the processing timers that are left
 * fire in order, the clock reading their time, and then the event timers, among them those that end
 * windows. What is set in processing time from then on is dropped.
 *
 * <p>With side inputs, an element is taken window by window, and waits where a view is not ready
 * for its window. While elements wait, timers and late data see no watermark that is past them.
 */
final class StatefulParDoOperator<K extends @Nullable Object, InputT, OutputT> implements Operator {

  private final ParDoSpec<InputT, OutputT> spec;
  private final JobServices services;
  private final KeyIdentity<K> identities;
  private final CurrentKey<K> current;
  private final BundleCallbacks callbacks;
  private final Outputs outputs;
  private final StopFlag stop;
  private final HoldSet holds;
  private final KeyedTimers<K> timers;
  private final UserCode userCode;
  private final DoFnInstance<InputT, OutputT> instance;
  private final SideInputs sideInputs;
  private final WaitingElements<InputT> waiting;
  private final Counter tooLate = DroppedElements.tooLate();
  private @Nullable DoFnRunner<InputT, OutputT> runner;
  private boolean bundleOpen;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long seenWatermarkMillis = Watermark.INITIAL_MILLIS;

  /**
   * An operator.
   *
   * @param states the operator's state, whose holds are counted in {@code holds}
   */
  @SuppressWarnings("unchecked") // The key coder of the spec is that of its input's keys.
  StatefulParDoOperator(
      ParDoSpec<InputT, OutputT> spec,
      JobServices services,
      BeamStateInternals<K> states,
      HoldSet holds,
      OperatorContext context) {
    if (spec.keyCoder() == null) {
      throw new IllegalArgumentException("%s has no key coder".formatted(spec.transform()));
    }
    this.spec = spec;
    this.services = services;
    Coder<K> keyCoder = (Coder<K>) spec.keyCoder();
    this.identities = KeyIdentity.by(keyCoder);
    this.holds = holds;
    this.timers =
        new KeyedTimers<>(
            spec.transform(),
            states.store(),
            context.clock(),
            holds,
            KeyedTimers.Holding.OUTPUT_TIMESTAMPS);
    this.callbacks = new BundleCallbacks(spec.transform(), context);
    this.stop = context.stop();
    this.outputs = new Outputs(spec.transform(), spec.outputs(), context);
    this.current = new CurrentKey<>(states, timers, callbacks);
    this.userCode = new UserCode(spec.transform(), new StepScope(services.metrics(), spec.step()));
    this.instance = new DoFnInstance<>(spec.fn());
    SideInputStores<InputT> stores =
        SideInputStores.shared(spec, "elements", services.spilling(), context);
    this.sideInputs =
        new SideInputs(spec.sideInputs(), spec.windowing(), SideInputStores.panesOf(stores));
    Codec<K> keyCodec = CoderCodec.of(keyCoder);
    this.waiting =
        new WaitingElements<>(
            sideInputs,
            stores,
            element -> KeyGroup.of(keyCodec, keyOf(element), context.maxParallelism()));
  }

  @SuppressWarnings("unchecked") // The input of a stateful DoFn is pairs.
  private K keyOf(WindowedValue<InputT> element) {
    return ((KV<K, ?>) element.getValue()).getKey();
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
                StatefulRunner.create(
                    spec,
                    current,
                    spec.newRunner(
                        instance.setUp(services.options()),
                        services,
                        sideInputs,
                        outputs,
                        current)));
  }

  private void process(WindowedValue<InputT> element) {
    userCode.scope().takesElement();
    if (element instanceof WindowedValues.SingleWindowedValue) {
      processInOneWindow(element);
      return;
    }
    for (WindowedValue<InputT> inOneWindow : element.explodeWindows()) {
      stop.check();
      processInOneWindow(inOneWindow);
    }
  }

  private void processInOneWindow(WindowedValue<InputT> element) {
    userCode.run(
        () -> {
          K key = keyOf(element);
          current.select(Keyed.of(identities, key));
          openRunner().processElement(element);
        });
  }

  private void processWaiting(WindowedValue<InputT> element) {
    stop.check();
    process(element);
  }

  private void processWhereReady(WindowedValue<InputT> element) {
    for (WindowedValue<InputT> inOneWindow : element.explodeWindows()) {
      BoundedWindow window = inOneWindow.getWindows().iterator().next();
      switch (sideInputs.readiness(window)) {
        case READY -> process(inOneWindow);
        case NOT_YET -> waiting.add(inOneWindow, seenWatermarkMillis);
        case TOO_LATE -> userCode.run(tooLate::inc);
      }
    }
  }

  private DoFnRunner<InputT, OutputT> openRunner() {
    DoFnRunner<InputT, OutputT> opened = runner;
    if (opened == null) {
      throw new IllegalStateException("%s was not opened".formatted(spec.transform()));
    }
    if (!bundleOpen) {
      bundleOpen = true;
      opened.startBundle();
    }
    return opened;
  }

  @Override
  public void finishBundle() {
    if (!waiting.isEmpty()) {
      waiting.release(this::processWaiting);
    }
    fireDue();
    if (bundleOpen) {
      userCode.run(
          () -> {
            openRunner().finishBundle();
            bundleOpen = false;
            outputs.report(userCode.scope().container());
            callbacks.bundleEnded();
          });
    }
    userCode.scope().commit();
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
    return port > 0 ? waiting.isDue(port - 1, watermarkMillis) : timers.isEventDue(watermarkMillis);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    if (port > 0) {
      waiting.onViewWatermark(port - 1, watermarkMillis, this::processWaiting);
    } else {
      inputWatermarkMillis = watermarkMillis;
    }
    fireDue();
    sideInputs.onMainWatermark(Math.min(seenWatermarkMillis, holds.minimum()));
  }

  private void fireDue() {
    long watermark = Math.min(inputWatermarkMillis, waiting.holdMillis());
    seenWatermarkMillis = Math.max(seenWatermarkMillis, watermark);
    if (seenWatermarkMillis == Watermark.FINAL_MILLIS) {
      fireAtEnd();
    } else {
      timers.inputWatermark(seenWatermarkMillis);
      fireAll(timers::pollEvent);
    }
  }

  /** Processing timers come first, while their windows are open: later they would be late. */
  private void fireAtEnd() {
    timers.endProcessingTime();
    fireAll(timers::pollProcessingAtEnd);
    timers.inputWatermark(Watermark.FINAL_MILLIS);
    fireAll(timers::pollEvent);
  }

  private boolean fireAll(Supplier<@Nullable Due<K>> poll) {
    boolean any = false;
    for (Due<K> due = poll.get(); due != null; due = poll.get()) {
      fire(due);
      any = true;
    }
    return any;
  }

  @Override
  public long nextProcessingTimeMillis() {
    return timers.nextProcessingTimeMillis();
  }

  @Override
  public boolean onProcessingTime(long nowMillis) {
    return fireAll(() -> timers.pollProcessing(nowMillis));
  }

  private void fire(Due<K> due) {
    stop.check();
    TimerData timer = due.timer();
    timers.present(timer);
    userCode.run(
        () -> {
          current.select(due.key());
          openRunner()
              .onTimer(
                  timer.getTimerId(),
                  timer.getTimerFamilyId(),
                  due.key().key(),
                  ((WindowNamespace<?>) timer.getNamespace()).getWindow(),
                  timer.getTimestamp(),
                  timer.getOutputTimestamp(),
                  timer.getDomain());
        });
    timers.present(null);
  }

  @Override
  public long outputWatermark() {
    long held = Math.min(holds.minimum(), waiting.holdMillis());
    long watermark = Math.min(inputWatermarkMillis, held);
    timers.outputWatermark(watermark);
    return watermark;
  }

  @Override
  public boolean isHolding() {
    return holds.minimum() < EventTime.END_OF_GLOBAL_WINDOW_MILLIS || !waiting.isEmpty();
  }

  @Override
  public List<Hold> holds(int limit) {
    List<Hold> all = new ArrayList<>(timers.holds(limit));
    all.addAll(waiting.holds(limit));
    return List.copyOf(all);
  }

  @Override
  public void close() {
    userCode.run(instance::tearDown);
  }
}
