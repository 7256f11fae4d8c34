// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Hands over the two parts of a pair. */
final class PairHandover implements ValueHandover {

  private final KvCoder<?, ?> coder;
  private final ValueHandover keys;
  private final ValueHandover values;

  PairHandover(KvCoder<?, ?> coder) {
    this.coder = coder;
    this.keys = ValueHandover.by(coder.getKeyCoder());
    this.values = ValueHandover.by(coder.getValueCoder());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The same objects need no new pair.
  public @Nullable Object handOver(@Nullable Object value) throws IOException {
    if (!(value instanceof KV<?, ?> pair)) {
      throw new CoderException("%s is no KV, as %s wants".formatted(value, coder));
    }
    Object key = keys.handOver(pair.getKey());
    Object contents = values.handOver(pair.getValue());
    return key == pair.getKey() && contents == pair.getValue() ? pair : KV.of(key, contents);
  }
}
