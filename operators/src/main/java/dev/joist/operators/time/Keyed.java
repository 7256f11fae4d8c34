// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import dev.joist.operators.state.KeyIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A key with what makes it equal to others: Beam's key equality is equality of encodings.
 *
 * @param key the key as the user has it; may be null
 * @param identity an object whose {@code equals} is equality of encoded keys
 */
public record Keyed<K extends @Nullable Object>(K key, Object identity) {

  /** {@code key} with its identity. */
  public static <K extends @Nullable Object> Keyed<K> of(KeyIdentity<K> identities, K key) {
    return new Keyed<>(key, identities.of(key));
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
