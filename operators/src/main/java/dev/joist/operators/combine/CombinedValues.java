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
import java.util.function.UnaryOperator;
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
  private final UnaryOperator<InputT> copying;

  private CombinedValues(
      CombineFn<InputT, AccumT, OutputT> fn,
      Codec<AccumT> codec,
      ValueCell<AccumT> cell,
      UnaryOperator<InputT> copying) {
    this.fn = fn;
    this.codec = codec;
    this.cell = cell;
    this.copying = copying;
  }

  /** The accumulators of a combine in its store. */
  static <InputT, AccumT, OutputT> CombinedValues<InputT, AccumT, OutputT> in(
      KeyedStore<? extends @Nullable Object> store,
      CombineSpec<?, ?, AccumT, OutputT> spec,
      CombineFn<InputT, AccumT, OutputT> fn) {
    Codec<AccumT> codec = CoderCodec.of(spec.accumulatorCoder());
    CellId id = new CellId(spec.transform(), "joist:accumulator");
    return new CombinedValues<>(
        fn, codec, store.value(new CellSpec.Value<>(id, codec)), copying(spec, codec));
  }

  /**
   * Copies an input, for another window to have it as its own: merging may keep an accumulator that
   * is merged; what is put in otherwise nobody changes.
   */
  @SuppressWarnings("unchecked") // In the final phase inputs are accumulators.
  static <InputT, AccumT> UnaryOperator<InputT> copying(
      CombineSpec<?, ?, AccumT, ?> spec, Codec<AccumT> codec) {
    return spec.phase() == CombineSpec.Phase.FINAL
        ? value -> (InputT) codec.copy((AccumT) value)
        : UnaryOperator.identity();
  }

  @Override
  public void add(Object window, InputT value) {
    added(window, value);
  }

  /** Adds a value; returns the accumulator that is there then, to look at. */
  AccumT added(Object window, InputT value) {
    AccumT live = cell.update(window);
    boolean isFirst = live == null && cell.isEmpty(window);
    AccumT sum = fn.addInput(isFirst ? fn.createAccumulator() : present(live), value);
    if (isFirst || sum != live) {
      cell.write(window, sum);
    }
    return sum;
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
  public void merge(Object into, Object from) {
    AccumT merged = fn.mergeAccumulators(Arrays.asList(live(into), live(from)));
    cell.clear(from);
    cell.write(into, merged);
  }

  @Override
  public void clear(Object window) {
    cell.clear(window);
  }

  @Override
  public InputT copy(InputT value) {
    return copying.apply(value);
  }

  @Override
  public Sum<OutputT> sum() {
    return new Merged();
  }

  /** Merging begins with an own accumulator: the function may change that, and no other. */
  private final class Merged implements Sum<OutputT> {

    private @Nullable AccumT own;

    @Override
    public void include(Object window) {
      if (!cell.isEmpty(window)) {
        mergeIn(shared(window));
      }
    }

    @Override
    @SuppressWarnings("unchecked") // Sums of the same contents are of the same kind.
    public void include(Sum<OutputT> other) {
      AccumT shared = ((Merged) other).own;
      if (shared != null) {
        mergeIn(shared);
      }
    }

    private void mergeIn(AccumT shared) {
      AccumT before = own;
      if (before == null && codec.isImmutable()) {
        own = shared;
      } else {
        AccumT sum =
            fn.mergeAccumulators(
                Arrays.asList(before == null ? fn.createAccumulator() : before, shared));
        own = sum == shared ? codec.copy(sum) : sum;
      }
    }

    @SuppressWarnings("NullAway") // null only if the combining function makes null accumulators
    private AccumT shared(Object window) {
      return cell.read(window);
    }

    @Override
    public OutputT result() {
      return fn.extractOutput(orEmpty());
    }

    @Override
    public void keep(Object window) {
      cell.write(window, orEmpty());
    }

    private AccumT orEmpty() {
      return own == null ? fn.createAccumulator() : own;
    }
  }

  private AccumT live(Object window) {
    return present(cell.update(window));
  }

  @SuppressWarnings("NullAway") // null only if the combining function makes null accumulators
  private AccumT present(@Nullable AccumT accumulator) {
    return accumulator;
  }
}
