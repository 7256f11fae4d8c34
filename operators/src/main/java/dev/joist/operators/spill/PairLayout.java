// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.operators.state.KeyIdentity;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * How pairs are written into the groups of a run, so that those with equal keys are in the same
 * group, in the order in which they came.
 *
 * <p><b>Threading:</b> used by any thread.
 */
public interface PairLayout<K extends @Nullable Object, V extends @Nullable Object> {

  /** The layout for pairs of {@code coder}. */
  static <K extends @Nullable Object, V extends @Nullable Object> PairLayout<K, V> of(
      KvCoder<K, V> coder) {
    return KeyIdentity.isDeterministic(coder.getKeyCoder())
        ? new ByEncoding<>(coder)
        : new ByHash<>(coder);
  }

  /** Key of the group that pairs with {@code key} are in. */
  byte[] group(K key) throws IOException;

  /** Writes a pair into its group. */
  void write(KV<K, V> pair, OutputStream group) throws IOException;

  /** The values of {@code key} in its group. */
  Iterable<V> values(K key, PairGroup group) throws IOException;

  /** The keys in a group, each once. */
  Iterable<K> keys(PairGroup group) throws IOException;

  /** The pairs in a group. */
  Iterable<KV<K, V>> pairs(PairGroup group) throws IOException;
}
