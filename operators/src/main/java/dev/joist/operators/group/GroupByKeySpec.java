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
 */
public record GroupByKeySpec<K extends @Nullable Object, V>(
    String transform,
    KvCoder<K, V> inputCoder,
    WindowingStrategy<?, ?> windowing,
    boolean bounded) {}
