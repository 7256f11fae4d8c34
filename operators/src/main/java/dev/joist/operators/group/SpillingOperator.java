// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.spill.SpillFailures;
import dev.joist.operators.time.EventTime;
import dev.joist.state.spill.SpillException;
import java.util.List;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * Groups pairs by key and window where each window fires once, when the watermark is past its end,
 * and where there may be more of them than memory has room for: {@link SpillingGroups} has them.
 *
 * <p>It emits what {@link EndOfWindowOperator} does, where that does not allow for late elements.
 * Where it does, a window waits for them too, and so does the watermark; of input that is all there
 * before its watermark moves, the panes are the same. Groups of one window that did not fit come in
 * the order of their encoded keys.
 */
public final class SpillingOperator<
        K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    implements Operator {

  private final String transform;
  private final SpillingGrouping<K, InputT, OutputT, W> grouping;
  private final long latenessMillis;
  private final SpillingGroups<K, InputT, OutputT, W> groups;
  private final Grouping.Shape<K, InputT, OutputT> shape;
  private final StepScope scope;
  private final UserCode userCode;
  private final Receiver output;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;

  public SpillingOperator(
      SpillingGrouping<K, InputT, OutputT, W> grouping, OperatorContext context) {
    this.transform = grouping.transform();
    this.grouping = grouping;
    this.latenessMillis = grouping.windowing().getAllowedLateness().getMillis();
    this.groups = new SpillingGroups<>(grouping.groups(), context);
    this.shape = grouping.shape();
    this.scope = new StepScope(grouping.services().metrics(), transform);
    this.userCode = new UserCode(transform, scope);
    this.output = context.output(0);
  }

  @Override
  public Receiver input(int port) {
    return element -> add((WindowedValue<?>) element);
  }

  @SuppressWarnings("NullAway") // The elements of a view may be null, and are taken as they are.
  private void add(WindowedValue<?> element) {
    MetricsContainer before = scope.enter();
    try {
      if (element instanceof WindowedValues.SingleWindowedValue single) {
        add(element.getValue(), single.getWindow());
      } else {
        for (BoundedWindow window : element.getWindows()) {
          add(element.getValue(), window);
        }
      }
    } catch (SpillException e) {
      throw SpillFailures.named(transform, e);
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
  }

  private void add(Object value, BoundedWindow boundedWindow) throws Exception {
    @SuppressWarnings("unchecked") // The strategy of the input says what its windows are.
    W window = (W) boundedWindow;
    if (inputWatermarkMillis > Watermark.INITIAL_MILLIS
        && grouping.dueMillis(window) < inputWatermarkMillis) {
      scope.container().getCounter(DroppedElements.TOO_LATE).inc();
    } else {
      groups.add(window, shape.key(value), shape.input(value));
    }
  }

  @Override
  public void finishBundle() {
    scope.commit();
  }

  @Override
  public void beforeSnapshot(long snapshotId) {
    groups.beforeSnapshot();
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    inputWatermarkMillis = watermarkMillis;
    if (groups.isDue(watermarkMillis)) {
      userCode.run(this::fire);
    }
  }

  private void fire() throws Exception {
    try {
      groups.fire(inputWatermarkMillis, this::emit);
    } catch (SpillException e) {
      throw SpillFailures.named(transform, e);
    }
  }

  private void emit(W window, K key, OutputT result) {
    boolean isLate = window.maxTimestamp().getMillis() < outputWatermarkMillis;
    output.accept(
        WindowedValues.of(
            shape.result(KV.of(key, result)),
            window.maxTimestamp(),
            window,
            isLate ? WindowEnds.ONLY_LATE_PANE : WindowEnds.ONLY_PANE));
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return groups.isDue(watermarkMillis);
  }

  @Override
  public long outputWatermark() {
    outputWatermarkMillis =
        Math.max(
            outputWatermarkMillis,
            Math.min(inputWatermarkMillis, holdMillis(groups.earliestMillis())));
    return outputWatermarkMillis;
  }

  /** No window ends before that which is not due before {@code dueMillis}. */
  private long holdMillis(long dueMillis) {
    if (dueMillis == Watermark.FINAL_MILLIS) {
      return dueMillis;
    }
    return Math.max(dueMillis, Watermark.INITIAL_MILLIS + latenessMillis) - latenessMillis;
  }

  /** The global window, which ends with all input, lets nobody wait. */
  @Override
  public boolean isHolding() {
    return groups.isDue(EventTime.END_OF_GLOBAL_WINDOW_MILLIS);
  }

  /** A window that waits lets no watermark past its end. */
  @Override
  public List<Hold> holds(int limit) {
    return groups.earliest(limit).stream()
        .map(
            waiting ->
                new Hold(
                    HoldKind.STATE,
                    "%s of %s".formatted(waiting.what(), transform),
                    holdMillis(waiting.dueMillis())))
        .toList();
  }

  @Override
  public void close() {
    groups.close();
  }
}
