// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The unit in which keyed state is dealt to subtasks: murmur3 of the encoded key, modulo the number
 * of key groups of the job.
 *
 * <p>Group {@code g} of {@code m} belongs to subtask {@code g * parallelism / m}, so that each
 * subtask owns one run of groups.
 */
public final class KeyGroup {

  /** The most key groups that a job can have. */
  public static final int MAX_COUNT = 1 << 15;

  private KeyGroup() {}

  /** The key group of {@code key}; encodes it. */
  public static <K extends @Nullable Object> int of(Codec<K> codec, K key, int maxParallelism) {
    return ofHash(hash(codec, key), maxParallelism);
  }

  /** The key group of a key that is encoded already. */
  public static int ofEncoded(byte[] encodedKey, int maxParallelism) {
    Murmur3Stream hasher = new Murmur3Stream();
    hasher.write(encodedKey, 0, encodedKey.length);
    return ofHash(hasher.hash(), maxParallelism);
  }

  /** The key group of a key whose encoding has hash {@code hash}. */
  public static int ofHash(int hash, int maxParallelism) {
    return Integer.remainderUnsigned(hash, maxParallelism);
  }

  /** Murmur3 of the encoding of {@code key}. */
  public static <K extends @Nullable Object> int hash(Codec<K> codec, K key) {
    Murmur3Stream hasher = new Murmur3Stream();
    try {
      codec.encode(key, hasher);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "key %s cannot be encoded by %s".formatted(key, codec.id()), e);
    }
    return hasher.hash();
  }

  /** The subtask that owns {@code keyGroup}. */
  public static int subtaskOf(int keyGroup, int parallelism, int maxParallelism) {
    return (int) ((long) keyGroup * parallelism / maxParallelism);
  }
}
