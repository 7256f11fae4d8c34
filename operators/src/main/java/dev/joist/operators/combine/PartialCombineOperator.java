// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.time.Keyed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Combines before the exchange: a bounded map of accumulators by key and window, emptied at the end
 * of the bundle.
 */
final class PartialCombineOperator<K extends @Nullable Object, InputT, AccumT, OutputT>
    implements Operator {

  /** Accumulators that are kept at most before all are sent on. */
  private static final int KEPT_AT_MOST = 16_384;

  private final Coder<K> keyCoder;
  private final CombineFn<InputT, AccumT, OutputT> fn;
  private final TimestampCombiner timestampCombiner;
  private final StepScope scope;
  private final UserCode userCode;
  private final Receiver output;
  private final Map<Cell<K>, Partial<AccumT>> partials = new LinkedHashMap<>();
  private long watermarkMillis = Watermark.INITIAL_MILLIS;

  private record Cell<K extends @Nullable Object>(Keyed<K> key, BoundedWindow window) {}

  /** An accumulator and the timestamp of what is in it. */
  private static final class Partial<AccumT> {
    private AccumT accumulator;
    private Instant timestamp;

    Partial(AccumT accumulator, Instant timestamp) {
      this.accumulator = accumulator;
      this.timestamp = timestamp;
    }
  }

  PartialCombineOperator(
      CombineSpec<K, InputT, AccumT, OutputT> spec, JobServices services, OperatorContext context) {
    this.keyCoder = spec.inputCoder().getKeyCoder();
    this.fn = spec.fn();
    this.timestampCombiner = spec.windowing().getTimestampCombiner();
    this.scope = new StepScope(services.metrics(), spec.transform());
    this.userCode = new UserCode(spec.transform(), scope);
    this.output = context.output(0);
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links pairs of these types.
  public Receiver input(int port) {
    return element -> add((WindowedValue<KV<K, InputT>>) element);
  }

  private void add(WindowedValue<KV<K, InputT>> element) {
    MetricsContainer before = scope.enter();
    try {
      K key = element.getValue().getKey();
      Keyed<K> keyed = new Keyed<>(key, Keyed.identity(keyCoder, key));
      for (BoundedWindow window : element.getWindows()) {
        add(new Cell<>(keyed, window), element);
      }
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
    if (partials.size() >= KEPT_AT_MOST) {
      flush();
    }
  }

  private void add(Cell<K> cell, WindowedValue<KV<K, InputT>> element) {
    Instant timestamp = timestampCombiner.assign(cell.window(), element.getTimestamp());
    Partial<AccumT> partial = partials.get(cell);
    if (partial == null) {
      partial = new Partial<>(fn.createAccumulator(), timestamp);
      partials.put(cell, partial);
    } else {
      partial.timestamp = timestampCombiner.combine(partial.timestamp, timestamp);
    }
    partial.accumulator = fn.addInput(partial.accumulator, element.getValue().getValue());
  }

  private void flush() {
    partials.forEach(this::emit);
    partials.clear();
  }

  private void emit(Cell<K> cell, Partial<AccumT> partial) {
    output.accept(
        WindowedValues.of(
            KV.of(cell.key().key(), fn.compact(partial.accumulator)),
            partial.timestamp,
            cell.window(),
            PaneInfo.NO_FIRING));
  }

  @Override
  public void finishBundle() {
    if (!partials.isEmpty()) {
      userCode.run(this::flush);
    }
    scope.commit();
  }

  @Override
  public boolean prefersLargeBundles() {
    return true;
  }

  @Override
  public void onWatermark(int port, long newWatermarkMillis) {
    watermarkMillis = newWatermarkMillis;
  }

  @Override
  public long outputWatermark() {
    return watermarkMillis;
  }
}
