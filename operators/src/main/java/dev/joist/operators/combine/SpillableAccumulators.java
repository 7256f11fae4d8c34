// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.operators.group.SpillableContents;
import dev.joist.operators.size.SizeSampler;
import dev.joist.state.KeyedStore;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.jspecify.annotations.Nullable;

/** Live accumulators; those that were spilled are merged when they are read. */
final class SpillableAccumulators<InputT, AccumT, OutputT>
    implements SpillableContents<InputT, OutputT> {

  /**
   * Accumulators may grow with each input; one of so many inputs is looked at, or of more where
   * that takes its time.
   */
  private static final int ONE_OF = 16;

  /** To look at so many bytes, an input more is waited for. */
  private static final int BYTES_AN_INPUT = 64;

  private static final int MOST_INPUTS = 1 << 20;

  private final CombineFn<InputT, AccumT, OutputT> fn;
  private final Coder<AccumT> coder;
  private final CombinedValues<InputT, AccumT, OutputT> values;
  private final SizeSampler<AccumT> sizes;
  private int distance = ONE_OF;
  private int untilNext = ONE_OF;

  private SpillableAccumulators(
      CombineFn<InputT, AccumT, OutputT> fn,
      Coder<AccumT> coder,
      CombinedValues<InputT, AccumT, OutputT> values) {
    this.fn = fn;
    this.coder = coder;
    this.values = values;
    this.sizes = new SizeSampler<>(coder);
  }

  /** The accumulators of a combine in its store. */
  static <InputT, AccumT, OutputT> SpillableAccumulators<InputT, AccumT, OutputT> in(
      KeyedStore<? extends @Nullable Object> store,
      CombineSpec<?, ?, AccumT, OutputT> spec,
      CombineFn<InputT, AccumT, OutputT> fn) {
    return new SpillableAccumulators<>(
        fn, spec.accumulatorCoder(), CombinedValues.in(store, spec, fn));
  }

  @Override
  public long add(Object window, InputT value) {
    AccumT before = values.look(window);
    if (before == null) {
      return sizes.bytes(values.added(window, value));
    }
    if (--untilNext > 0) {
      values.added(window, value);
      return 0;
    }
    long bytesBefore = sizes.sample(before);
    long bytes = sizes.sample(values.added(window, value));
    long grown = distance * Math.max(0, bytes - bytesBefore);
    distance = ONE_OF + (int) Math.min(MOST_INPUTS, bytes / BYTES_AN_INPUT);
    untilNext = distance;
    return grown;
  }

  @Override
  public long bytes(Object window) {
    AccumT accumulator = values.look(window);
    return accumulator == null ? 0 : sizes.bytes(accumulator);
  }

  @Override
  public OutputT take(Object window) {
    return values.take(window);
  }

  @Override
  public void spill(Object window, byte[] sortKey, RunWriter run) throws IOException {
    run.beginGroup(sortKey);
    coder.encode(fn.compact(values.takeAccumulator(window)), run.values());
    run.endGroup(1);
  }

  @Override
  public OutputT merged(RunMerge group, int sortKeyLength) throws IOException {
    AccumT sum = fn.createAccumulator();
    boolean isFirst = true;
    for (int part = 0; part < group.parts(); part++) {
      InputStream in = group.open(part);
      for (long left = group.count(part); left > 0; left--) {
        AccumT next = coder.decode(in);
        sum = isFirst ? next : fn.mergeAccumulators(Arrays.asList(sum, next));
        isFirst = false;
      }
    }
    return fn.extractOutput(sum);
  }
}
