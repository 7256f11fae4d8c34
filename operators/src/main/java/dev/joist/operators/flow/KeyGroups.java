// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.flow;

import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;

/** The key group of a pair: a hash of its key's encoding. */
public final class KeyGroups {

  private KeyGroups() {}

  /** The function for pairs whose keys {@code keyCoder} encodes. */
  @SuppressWarnings("unchecked") // The plan links pairs with keys of the coder's type.
  public static KeyGroupFunction by(Coder<?> keyCoder) {
    Coder<Object> coder = (Coder<Object>) keyCoder;
    return (element, maxParallelism) ->
        keyGroup(
            coder,
            ((KV<Object, ?>) ((WindowedValue<?>) element).getValue()).getKey(),
            maxParallelism);
  }

  private static int keyGroup(Coder<Object> coder, Object key, int maxParallelism) {
    Encoding encoding = new Encoding();
    try {
      coder.encode(key, encoding);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the key coder %s cannot encode the key %s".formatted(coder, key), e);
    }
    return encoding.keyGroup(maxParallelism);
  }

  /** An encoded key; hashed where it lies. */
  private static final class Encoding extends ByteArrayOutputStream {

    Encoding() {
      super(32);
    }

    int keyGroup(int maxParallelism) {
      int hash = 0;
      for (int i = 0; i < count; i++) {
        hash = 31 * hash + buf[i];
      }
      hash ^= hash >>> 16;
      return Math.floorMod(hash * 0x85ebca6b, maxParallelism);
    }
  }
}
