// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/** Hands over what a coder gives back for each value. */
final class Recoding implements ValueHandover {

  private final Coder<Object> coder;

  @SuppressWarnings("unchecked") // The plan sends a coder only elements of its type.
  Recoding(Coder<?> coder) {
    this.coder = (Coder<Object>) coder;
  }

  @Override
  @SuppressWarnings("NullAway") // Whether a value may be null is for the coder to say.
  public @Nullable Object handOver(@Nullable Object value) throws IOException {
    return CoderUtils.clone(coder, value);
  }
}
