// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/**
 * Gives each key an object whose {@code equals} is equality of encoded keys, which is Beam's
 * equality of keys.
 *
 * <p>Objects that are equal need not have equal encodings, nor the other way round: rows with other
 * names of fields are encoded alike, whatever their coder says of its structural values. So the key
 * itself stands for its encoding only if its coder is one of the {@link PlainCoders}. Two keys of a
 * coder that is not deterministic are one if the values that the coder gives back for them are
 * equal; such a coder is possible for look-ups only, in maps and sets of state and in views.
 *
 * <p><b>Threading:</b> without state.
 */
@FunctionalInterface
public interface KeyIdentity<K extends @Nullable Object> {

  /** The identity of {@code key}. */
  Object of(K key);

  /** Identities of keys that {@code coder} encodes. */
  static <K extends @Nullable Object> KeyIdentity<K> by(Coder<K> coder) {
    if (coder instanceof StringUtf8Coder) {
      return key -> key == null ? Absent.KEY : wellFormed((String) key);
    }
    if (coder instanceof VoidCoder) {
      return key -> Absent.KEY;
    }
    if (PlainCoders.valueClass(coder).isPresent()) {
      return key -> key == null ? Absent.KEY : key;
    }
    if (isDeterministic(coder)) {
      return key -> new EncodedKey(encoded(coder, key));
    }
    return key -> structuralValue(coder, key);
  }

  /** Stands for the key null. */
  enum Absent {
    KEY
  }

  /** A key as it is encoded. */
  final class EncodedKey {
    private final byte[] bytes;
    private final int hash;

    private EncodedKey(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof EncodedKey that
          && hash == that.hash
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public String toString() {
      return Arrays.toString(bytes);
    }
  }

  /** Whether {@code coder} says that it encodes equal keys alike. */
  static boolean isDeterministic(Coder<?> coder) {
    try {
      coder.verifyDeterministic();
      return true;
    } catch (Coder.NonDeterministicException e) {
      return false;
    }
  }

  private static <K extends @Nullable Object> byte[] encoded(Coder<K> coder, K key) {
    try {
      return CoderUtils.encodeToByteArray(coder, key);
    } catch (CoderException e) {
      throw unencodable(coder, key, e);
    }
  }

  private static <K extends @Nullable Object> Object structuralValue(Coder<K> coder, K key) {
    try {
      Object value = coder.structuralValue(CoderUtils.clone(coder, key));
      return value == null ? Absent.KEY : value;
    } catch (CoderException e) {
      throw unencodable(coder, key, e);
    }
  }

  private static UncheckedIOException unencodable(
      Coder<?> coder, @Nullable Object key, IOException e) {
    return new UncheckedIOException("key %s cannot be encoded by %s".formatted(key, coder), e);
  }

  /** The string that the encoding of {@code string} stands for. */
  private static String wellFormed(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        return new String(string.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return string;
  }
}
