// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.operators.group.GroupingStrategy;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A Combine.perKey without side inputs, parsed.
 *
 * @param transform full name of the transform
 * @param fn the function as it came out of the proto
 * @param inputCoder coder of the pairs before combining
 * @param accumulatorCoder coder of the accumulators
 * @param windowing strategy of the input
 * @param phase which part of the work the operator does
 * @param strategy which of the ways to group it takes; before the exchange, which way is taken
 *     behind it
 */
public record CombineSpec<K extends @Nullable Object, InputT, AccumT, OutputT>(
    String transform,
    CombineFn<InputT, AccumT, OutputT> fn,
    KvCoder<K, InputT> inputCoder,
    Coder<AccumT> accumulatorCoder,
    WindowingStrategy<?, ?> windowing,
    Phase phase,
    GroupingStrategy strategy) {

  /** A combine that groups in the general way. */
  public CombineSpec(
      String transform,
      CombineFn<InputT, AccumT, OutputT> fn,
      KvCoder<K, InputT> inputCoder,
      Coder<AccumT> accumulatorCoder,
      WindowingStrategy<?, ?> windowing,
      Phase phase) {
    this(transform, fn, inputCoder, accumulatorCoder, windowing, phase, GroupingStrategy.GENERAL);
  }

  /** The same combine, doing another part of the work as the operator {@code name}. */
  public CombineSpec<K, InputT, AccumT, OutputT> inPhase(String name, Phase newPhase) {
    return new CombineSpec<>(name, fn, inputCoder, accumulatorCoder, windowing, newPhase, strategy);
  }

  /** The same combine, grouping in another way. */
  public CombineSpec<K, InputT, AccumT, OutputT> by(GroupingStrategy newStrategy) {
    return new CombineSpec<>(
        transform, fn, inputCoder, accumulatorCoder, windowing, phase, newStrategy);
  }

  /** Which part of a combine an operator does. */
  public enum Phase {
    /** All of it: pairs of key and input in, pairs of key and output out. */
    WHOLE,
    /** Before the exchange: pairs of key and input in, pairs of key and accumulator out. */
    PARTIAL,
    /** After the exchange: pairs of key and accumulator in, pairs of key and output out. */
    FINAL
  }
}
