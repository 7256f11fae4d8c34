// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.spill.SpillFailures;
import dev.joist.operators.time.EventTime;
import dev.joist.state.spill.SpillException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.util.WindowedValueReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Groups by key and window under any trigger that does not look at the clock, where nobody waits
 * for results before all input is there: elements are gathered by key, beyond memory too, and then
 * a {@link KeyReducer} has one key after the other. So the state of one key is all that there is.
 *
 * <p>It emits what {@link GroupingOperator} does of input that all comes before its watermark
 * moves. While it has elements, it holds the watermark where that was.
 */
public final class GatheringOperator<
        K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    implements Operator {

  private final Grouping<K, InputT, OutputT, W> grouping;
  private final SpillingGroups<
          K, WindowedValue<InputT>, Iterable<WindowedValue<InputT>>, GlobalWindow>
      gathered;
  private final KeyReducer<K, InputT> reducer;
  private final LateData<W> lateData;
  private final StepScope scope;
  private final UserCode userCode;
  private final Receiver output;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;

  /**
   * An operator.
   *
   * @param contents keeps the elements of a key
   * @param reducers makes what makes panes of them
   */
  GatheringOperator(
      Grouping<K, InputT, OutputT, W> grouping,
      SpillableContents.Factory<WindowedValue<InputT>, Iterable<WindowedValue<InputT>>> contents,
      Reducers<K, InputT, OutputT> reducers,
      OperatorContext context) {
    this.grouping = grouping;
    this.gathered =
        new SpillingGroups<>(
            new SpillingGroups.Spec<>(
                grouping.transform(),
                grouping.keyCoder(),
                GlobalWindow.Coder.INSTANCE,
                window -> EventTime.END_OF_GLOBAL_WINDOW_MILLIS,
                contents,
                grouping.services().spilling()),
            context);
    this.output = context.output(0);
    this.reducer = reducers.create(this::emit, context.stop());
    this.lateData = new LateData<>(grouping.windowing());
    this.scope = new StepScope(grouping.services().metrics(), grouping.transform());
    this.userCode = new UserCode(grouping.transform(), scope);
  }

  /** Makes what makes panes of keys. */
  @FunctionalInterface
  interface Reducers<K extends @Nullable Object, InputT, OutputT> {
    KeyReducer<K, InputT> create(WindowedValueReceiver<KV<K, OutputT>> output, StopFlag stop);
  }

  private void emit(WindowedValue<KV<K, OutputT>> group) {
    output.accept(group.withValue(grouping.shape().result(group.getValue())));
  }

  @Override
  public Receiver input(int port) {
    return element -> add((WindowedValue<?>) element);
  }

  private void add(WindowedValue<?> element) {
    MetricsContainer before = scope.enter();
    try {
      K key = grouping.shape().key(element.getValue());
      InputT value = grouping.shape().input(element.getValue());
      add(key, element.withValue(value));
    } catch (SpillException e) {
      throw SpillFailures.named(grouping.transform(), e);
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
  }

  private void add(K key, WindowedValue<InputT> element) throws IOException {
    if (inputWatermarkMillis == Watermark.INITIAL_MILLIS) {
      gathered.add(GlobalWindow.INSTANCE, key, element);
      return;
    }
    for (WindowedValue<InputT> inTime : lateData.filter(List.of(element), inputWatermarkMillis)) {
      gathered.add(GlobalWindow.INSTANCE, key, inTime);
    }
  }

  @Override
  public void finishBundle() {
    scope.commit();
  }

  @Override
  public void beforeSnapshot(long snapshotId) {
    gathered.beforeSnapshot();
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    inputWatermarkMillis = watermarkMillis;
    if (gathered.isDue(watermarkMillis)) {
      userCode.run(this::reduce);
    }
    if (!isHolding()) {
      outputWatermarkMillis = watermarkMillis;
    }
  }

  private void reduce() throws Exception {
    try {
      gathered.fire(inputWatermarkMillis, (window, key, elements) -> reduce(key, elements));
    } catch (SpillException e) {
      throw SpillFailures.named(grouping.transform(), e);
    }
  }

  private void reduce(K key, Iterable<WindowedValue<InputT>> elements) {
    try {
      reducer.reduce(key, elements);
    } catch (Exception e) {
      throw userCode.named(e);
    }
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return gathered.isDue(watermarkMillis);
  }

  /** What is gathered may belong to any time. */
  @Override
  public long outputWatermark() {
    return outputWatermarkMillis;
  }

  @Override
  public boolean isHolding() {
    return gathered.isDue(Watermark.FINAL_MILLIS);
  }

  /** Nobody knows how early the panes will be. */
  @Override
  public List<Hold> holds(int limit) {
    return isHolding() && limit > 0
        ? List.of(
            new Hold(
                HoldKind.STATE,
                "groups that %s gathers until its input ends".formatted(grouping.transform()),
                outputWatermarkMillis))
        : List.of();
  }

  @Override
  public void close() {
    gathered.close();
  }
}
