// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A GroupByKey, parsed. Its input is partitioned by key group.
 *
 * @param transform full name of the transform
 * @param inputCoder coder of the input's pairs
 * @param windowing strategy of the input
 * @param bounded whether the input is bounded
 * @param strategy which of the ways to group it takes
 */
public record GroupByKeySpec<K extends @Nullable Object, V>(
    String transform,
    KvCoder<K, V> inputCoder,
    WindowingStrategy<?, ?> windowing,
    boolean bounded,
    GroupingStrategy strategy) {

  /** A GroupByKey that is done in the general way. */
  public GroupByKeySpec(
      String transform,
      KvCoder<K, V> inputCoder,
      WindowingStrategy<?, ?> windowing,
      boolean bounded) {
    this(transform, inputCoder, windowing, bounded, GroupingStrategy.GENERAL);
  }

  /** The same GroupByKey, done in another way. */
  public GroupByKeySpec<K, V> by(GroupingStrategy newStrategy) {
    return new GroupByKeySpec<>(transform, inputCoder, windowing, bounded, newStrategy);
  }
}
