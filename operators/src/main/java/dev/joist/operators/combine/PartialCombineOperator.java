// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.combine.Partials.Partial;
import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.size.SizeSampler;
import dev.joist.operators.state.KeyIdentity;
import dev.joist.state.spill.SpillMemory;
import java.util.List;
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
 * Combines before the exchange: a map of accumulators by key and window, bounded in number and in
 * bytes, emptied when it is full and at the end of the bundle. Where slices are grouped behind the
 * exchange, what is in the same windows is combined for all of them at once.
 */
final class PartialCombineOperator<K extends @Nullable Object, InputT, AccumT, OutputT>
    implements Operator {

  /** Accumulators that are kept at most before all are sent on. */
  private static final int KEPT_AT_MOST = 16_384;

  /** What an accumulator takes beside its key and itself: an entry, a timestamp, a pair. */
  private static final long ENTRY_BYTES = 150;

  /** An accumulator of so many inputs may be large, and is looked at in any case. */
  private static final int MANY_INPUTS = 64;

  private final KeyIdentity<K> identities;
  private final CombineFn<InputT, AccumT, OutputT> fn;
  private final TimestampCombiner timestampCombiner;
  private final StepScope scope;
  private final UserCode userCode;
  private final Receiver output;
  private final Partials<K, AccumT> partials;
  private final SizeSampler<K> keySizes;
  private final SizeSampler<AccumT> sizes;
  private final SpillMemory.Account memory;
  private boolean isFull;
  private long watermarkMillis = Watermark.INITIAL_MILLIS;

  PartialCombineOperator(
      CombineSpec<K, InputT, AccumT, OutputT> spec, JobServices services, OperatorContext context) {
    this.identities = KeyIdentity.by(spec.inputCoder().getKeyCoder());
    this.fn = spec.fn();
    this.timestampCombiner = spec.windowing().getTimestampCombiner();
    this.scope = new StepScope(services.metrics(), spec.transform());
    this.userCode = new UserCode(spec.transform(), scope);
    this.output = context.output(0);
    this.partials = new Partials<>(spec.strategy() == GroupingStrategy.SLICES);
    this.keySizes = new SizeSampler<>(spec.inputCoder().getKeyCoder());
    this.sizes = new SizeSampler<>(spec.accumulatorCoder());
    this.memory = services.spilling().partials().open();
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links pairs of these types.
  public Receiver input(int port) {
    return element -> add((WindowedValue<KV<K, InputT>>) element);
  }

  private void add(WindowedValue<KV<K, InputT>> element) {
    MetricsContainer before = scope.enter();
    scope.takesElement();
    try {
      List<Partials.OfWindows<K, AccumT>> windows = partials.of(element);
      Object identity = identities.of(element.getValue().getKey());
      for (int i = 0; i < windows.size(); i++) {
        add(windows.get(i), identity, element);
      }
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
    if (isFull || partials.size() >= KEPT_AT_MOST) {
      userCode.run(this::flush);
    }
  }

  private void add(
      Partials.OfWindows<K, AccumT> ofWindows,
      Object identity,
      WindowedValue<KV<K, InputT>> element) {
    KV<K, InputT> pair = element.getValue();
    Partial<K, AccumT> partial = ofWindows.byKey().get(identity);
    if (partial == null) {
      Instant timestamp = ofWindows.timestamp(timestampCombiner, element.getTimestamp());
      partial = new Partial<>(pair.getKey(), fn.createAccumulator(), timestamp);
      partials.add(ofWindows, identity, partial);
    } else if (timestampCombiner != TimestampCombiner.END_OF_WINDOW) {
      Instant timestamp = ofWindows.timestamp(timestampCombiner, element.getTimestamp());
      partial.timestamp = timestampCombiner.combine(partial.timestamp, timestamp);
    }
    partial.accumulator = fn.addInput(partial.accumulator, pair.getValue());
    if (partial.addedIsToBeWeighed()) {
      weigh(partial);
    }
  }

  private void weigh(Partial<K, AccumT> partial) {
    AccumT accumulator = partial.accumulator;
    boolean isMany = partial.inputs() >= MANY_INPUTS;
    long more = partial.weighs(isMany ? sizes.sample(accumulator) : sizes.bytes(accumulator));
    if (partial.inputs() == 1) {
      more += ENTRY_BYTES + keySizes.bytes(partial.key);
    }
    if (more > 0) {
      isFull |= memory.take(more);
    } else {
      memory.giveBack(-more);
    }
  }

  private void flush() {
    isFull = false;
    memory.clear();
    partials.takeAll(this::emit);
  }

  private void emit(List<BoundedWindow> windows, Partial<K, AccumT> partial) {
    output.accept(
        WindowedValues.of(
            KV.of(partial.key, fn.compact(partial.accumulator)),
            partial.timestamp,
            windows,
            PaneInfo.NO_FIRING));
  }

  @Override
  public void finishBundle() {
    if (partials.size() > 0) {
      userCode.run(this::flush);
    }
    scope.commit();
  }

  @Override
  public void close() {
    memory.clear();
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
