// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/**
 * A key with what makes it equal to others: Beam's key equality is equality of encodings.
 *
 * @param key the key as the user has it; may be null
 * @param identity an object whose {@code equals} is equality of encoded keys
 */
public record Keyed<K extends @Nullable Object>(K key, Object identity) {

  private static final Object NULL_IDENTITY = new Object();

  /** The identity of {@code key} by its coder. */
  public static <K extends @Nullable Object> Object identity(Coder<K> coder, K key) {
    Object identity = key == null ? null : coder.structuralValue(key);
    return identity == null ? NULL_IDENTITY : identity;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Keyed<?> that && identity.equals(that.identity);
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }
}
