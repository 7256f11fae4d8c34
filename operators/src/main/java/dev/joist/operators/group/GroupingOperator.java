// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.state.BeamStateInternals;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.time.Keyed;
import dev.joist.operators.time.KeyedTimers;
import dev.joist.operators.time.KeyedTimers.Due;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.beam.runners.core.ReduceFnRunner;
import org.apache.beam.runners.core.TimerInternals.TimerData;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Groups by key and window under any trigger, through Beam's {@code ReduceFnRunner}.
 *
 * <p>The elements of a bundle are collected by key first: the runner costs a third as much an
 * element when it is handed twenty at a time. Where results are due early fewer are collected than
 * in a job that nobody waits for.
 */
public final class GroupingOperator<
        K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    implements Operator {

  private final Grouping<K, InputT, OutputT, W> grouping;
  private final BeamStateInternals<K> states;
  private final HoldSet holds;
  private final KeyedTimers<K> timers;
  private final ReduceFactory<K, InputT, OutputT, W> reducers;
  private final LateData<W> lateData;
  private final UserCode userCode;
  private final Receiver output;
  private final CollectedElements<K, InputT> collected;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;

  /**
   * An operator.
   *
   * @param states the operator's state, whose holds are counted in {@code holds}
   */
  public GroupingOperator(
      Grouping<K, InputT, OutputT, W> grouping,
      BeamStateInternals<K> states,
      HoldSet holds,
      OperatorContext context) {
    this.grouping = grouping;
    this.states = states;
    this.holds = holds;
    this.timers =
        new KeyedTimers<>(
            grouping.transform(),
            states.store(),
            context.clock(),
            context::producersTimeMillis,
            holds,
            KeyedTimers.Holding.NOTHING);
    this.output = context.output(0);
    this.collected =
        new CollectedElements<>(
            grouping.keyCoder(), grouping.valueCoder(), grouping.services().streaming());
    this.reducers =
        new ReduceFactory<>(
            grouping.windowing(),
            grouping.reduceFn(),
            this::emit,
            grouping.services().options(),
            context.stop());
    this.lateData = new LateData<>(grouping.windowing());
    this.userCode =
        new UserCode(
            grouping.transform(),
            new StepScope(grouping.services().metrics(), grouping.transform()));
  }

  private void emit(WindowedValue<KV<K, OutputT>> group) {
    output.accept(group.withValue(grouping.shape().result(group.getValue())));
  }

  @Override
  public void open() {
    if (TriggerTimes.lookAtClock(grouping.windowing().getTrigger())) {
      ReducerWarmUp.once();
    }
  }

  @Override
  public Receiver input(int port) {
    return element -> collect((WindowedValue<?>) element);
  }

  private void collect(WindowedValue<?> element) {
    Object value = element.getValue();
    InputT input = grouping.shape().input(value);
    if (collected.add(grouping.shape().key(value), element.withValue(input))) {
      groupCollected();
    }
  }

  @Override
  public void finishBundle() {
    groupCollected();
    userCode.scope().commit();
  }

  private void groupCollected() {
    if (!collected.isEmpty()) {
      userCode.run(() -> timers.atOneTime(() -> collected.take().forEach(this::group)));
    }
  }

  private void group(Keyed<K> key, List<WindowedValue<InputT>> values) {
    List<WindowedValue<InputT>> inTime = lateData.filter(values, inputWatermarkMillis);
    if (!inTime.isEmpty()) {
      reduce(key, reducer -> reducer.processElements(inTime));
    }
  }

  /** What is done with the reducer of a key. */
  private interface Reduction<
      K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow> {
    void apply(ReduceFnRunner<K, InputT, OutputT, W> reducer) throws Exception;
  }

  private void reduce(Keyed<K> key, Reduction<K, InputT, OutputT, W> reduction) {
    ReduceFnRunner<K, InputT, OutputT, W> reducer =
        reducers.create(key.key(), states.useKey(key.key()), timers);
    try {
      reduction.apply(reducer);
      reducer.persist();
    } catch (Exception e) {
      throw userCode.named(e);
    }
  }

  /**
   * Nobody waits for the end of a bundle where results come only by the watermark, or, in a job
   * whose results are not due early, where they do not come by the clock.
   */
  @Override
  public boolean prefersLargeBundles() {
    Trigger trigger = grouping.windowing().getTrigger();
    return (!grouping.services().streaming() && !TriggerTimes.lookAtClock(trigger))
        || trigger instanceof DefaultTrigger
        || trigger instanceof Never.NeverTrigger
        || trigger instanceof AfterWatermark.FromEndOfWindow;
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return collected.isDue(watermarkMillis) || timers.isEventDue(watermarkMillis);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    inputWatermarkMillis = watermarkMillis;
    timers.inputWatermark(watermarkMillis);
    if (watermarkMillis == Watermark.FINAL_MILLIS) {
      // All that a trigger waits with for the clock comes with the last pane of its window.
      timers.endProcessingTime();
      timers.deleteProcessing();
    }
    userCode.run(() -> fire(timers::pollEvent));
  }

  @Override
  public long nextProcessingTimeMillis() {
    return timers.nextProcessingTimeMillis();
  }

  @Override
  public boolean onProcessingTime(long nowMillis) {
    // What arrived before the timer counts before it.
    groupCollected();
    boolean[] fired = new boolean[1];
    userCode.run(() -> fired[0] = fire(() -> timers.pollProcessing(nowMillis)));
    return fired[0];
  }

  private boolean fire(Supplier<@Nullable Due<K>> poll) {
    boolean any = false;
    Map<Keyed<K>, List<TimerData>> due = takeDue(poll);
    while (!due.isEmpty()) {
      any = true;
      due.forEach((key, timersOfKey) -> reduce(key, reducer -> reducer.onTimers(timersOfKey)));
      due = takeDue(poll);
    }
    return any;
  }

  private Map<Keyed<K>, List<TimerData>> takeDue(Supplier<@Nullable Due<K>> poll) {
    Map<Keyed<K>, List<TimerData>> byKey = new LinkedHashMap<>();
    for (Due<K> due = poll.get(); due != null; due = poll.get()) {
      byKey.computeIfAbsent(due.key(), key -> new ArrayList<>()).add(due.timer());
    }
    return byKey;
  }

  @Override
  public long outputWatermark() {
    long watermark = Math.min(inputWatermarkMillis, holds.minimum());
    timers.outputWatermark(watermark);
    return watermark;
  }

  /** What holds at the end of the global window holds nobody back who still has data. */
  @Override
  public boolean isHolding() {
    return holds.minimum() < EventTime.END_OF_GLOBAL_WINDOW_MILLIS;
  }

  /** Windows of many keys hold at the same time; they are told as one. */
  @Override
  public List<Hold> holds(int limit) {
    List<Hold> lowest = new ArrayList<>();
    holds.lowest(HoldKind.STATE, limit).forEach((time, count) -> lowest.add(hold(time, count)));
    return List.copyOf(lowest);
  }

  private Hold hold(long timestampMillis, int count) {
    String owner = "%d of the groups of %s".formatted(count, grouping.transform());
    return new Hold(HoldKind.STATE, owner, timestampMillis);
  }
}
