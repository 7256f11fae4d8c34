// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.operators.group.WindowContents;
import dev.joist.operators.state.CoderCodec;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.Codec;
import dev.joist.state.KeyedStore;
import dev.joist.state.ValueCell;
import java.util.Arrays;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.jspecify.annotations.Nullable;

/**
 * A live accumulator, which inputs are added to in place.
 *
 * <p>A result that leaves the accumulator where it is comes of a merged copy: it shares nothing
 * with what is live.
 */
final class CombinedValues<InputT, AccumT, OutputT> implements WindowContents<InputT, OutputT> {

  private final CombineFn<InputT, AccumT, OutputT> fn;
  private final Codec<AccumT> codec;
  private final ValueCell<AccumT> cell;

  private CombinedValues(
      CombineFn<InputT, AccumT, OutputT> fn, Codec<AccumT> codec, ValueCell<AccumT> cell) {
    this.fn = fn;
    this.codec = codec;
    this.cell = cell;
  }

  /** The accumulators of a combine in its store. */
  static <InputT, AccumT, OutputT> CombinedValues<InputT, AccumT, OutputT> in(
      KeyedStore<? extends @Nullable Object> store,
      CombineSpec<?, ?, AccumT, OutputT> spec,
      CombineFn<InputT, AccumT, OutputT> fn) {
    Codec<AccumT> codec = CoderCodec.of(spec.accumulatorCoder());
    CellId id = new CellId(spec.transform(), "joist:accumulator");
    return new CombinedValues<>(fn, codec, store.value(new CellSpec.Value<>(id, codec)));
  }

  @Override
  public void add(Object window, InputT value) {
    if (cell.isEmpty(window)) {
      cell.write(window, fn.addInput(fn.createAccumulator(), value));
      return;
    }
    AccumT live = live(window);
    AccumT sum = fn.addInput(live, value);
    if (sum != live) {
      cell.write(window, sum);
    }
  }

  @Override
  public OutputT take(Object window) {
    AccumT last = cell.isEmpty(window) ? fn.createAccumulator() : live(window);
    cell.clear(window);
    return fn.extractOutput(last);
  }

  /** The accumulator that is there, to look at; null if there is none. */
  @Nullable AccumT look(Object window) {
    return cell.read(window);
  }

  /** The accumulator that is there, which then is gone. */
  AccumT takeAccumulator(Object window) {
    AccumT last = live(window);
    cell.clear(window);
    return last;
  }

  @Override
  public OutputT show(Object window) {
    if (cell.isEmpty(window)) {
      return fn.extractOutput(fn.createAccumulator());
    }
    AccumT live = live(window);
    if (codec.isImmutable()) {
      return fn.extractOutput(live);
    }
    AccumT merged = fn.mergeAccumulators(Arrays.asList(fn.createAccumulator(), live));
    return fn.extractOutput(merged == live ? codec.copy(live) : merged);
  }

  @Override
  public void clear(Object window) {
    cell.clear(window);
  }

  @SuppressWarnings("NullAway") // null only if the combining function makes null accumulators
  private AccumT live(Object window) {
    return cell.update(window);
  }
}
