// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.flow;

import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import dev.joist.operators.state.CoderCodec;
import dev.joist.state.Codec;
import dev.joist.state.KeyGroup;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;

/** The key group of a pair: a hash of its key's encoding. */
public final class KeyGroups {

  private KeyGroups() {}

  /** The function for pairs whose keys {@code keyCoder} encodes. */
  @SuppressWarnings("unchecked") // The plan links pairs with keys of the coder's type.
  public static <K> KeyGroupFunction by(Coder<K> keyCoder) {
    Codec<K> codec = CoderCodec.of(keyCoder);
    return (element, maxParallelism) -> {
      KV<K, ?> pair = ((WindowedValue<KV<K, ?>>) element).getValue();
      return KeyGroup.of(codec, pair.getKey(), maxParallelism);
    };
  }
}
