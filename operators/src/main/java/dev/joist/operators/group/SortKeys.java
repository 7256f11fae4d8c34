// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * Writes window and key so that groups that are due earlier come first: the time at which a group
 * is due, the window and the key, encoded by their coders. What is due is then at the beginning of
 * each run.
 */
final class SortKeys<K extends @Nullable Object, W extends BoundedWindow> {

  private final Coder<K> keyCoder;
  private final Coder<W> windowCoder;
  private final ToLongFunction<W> dueMillis;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private @Nullable W encodedWindow;
  private byte[] prefix = new byte[0];
  private @Nullable W decodedWindow;
  private byte[] decodedPrefix = new byte[0];

  /**
   * Sort keys.
   *
   * @param dueMillis when groups of a window are due
   */
  SortKeys(Coder<K> keyCoder, Coder<W> windowCoder, ToLongFunction<W> dueMillis) {
    this.keyCoder = keyCoder;
    this.windowCoder = windowCoder;
    this.dueMillis = dueMillis;
  }

  /**
   * What can be read of a sort key.
   *
   * @param length how long it is; there may be more behind it
   */
  record Group<K extends @Nullable Object, W extends BoundedWindow>(W window, K key, int length) {}

  /** The sort key of a group. */
  byte[] encode(W window, K key) {
    try {
      if (!window.equals(encodedWindow)) {
        prefix = prefix(window);
        encodedWindow = window;
      }
      buffer.reset();
      buffer.writeBytes(prefix);
      keyCoder.encode(key, buffer);
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "key %s in window %s cannot be encoded by %s".formatted(key, window, keyCoder), e);
    }
  }

  private byte[] prefix(W window) throws IOException {
    buffer.reset();
    buffer.writeBytes(bound(dueMillis.applyAsLong(window)));
    windowCoder.encode(window, buffer);
    return buffer.toByteArray();
  }

  /** The group of a sort key. */
  Group<K, W> decode(byte[] sortKey) throws IOException {
    W window = decodedWindow;
    int keyStart = decodedPrefix.length;
    if (window == null || !startsWith(sortKey, decodedPrefix)) {
      ByteArrayInputStream in = new ByteArrayInputStream(sortKey);
      in.skipNBytes(Long.BYTES);
      window = windowCoder.decode(in);
      keyStart = sortKey.length - in.available();
      decodedWindow = window;
      decodedPrefix = Arrays.copyOf(sortKey, keyStart);
    }
    ByteArrayInputStream in =
        new ByteArrayInputStream(sortKey, keyStart, sortKey.length - keyStart);
    K key = keyCoder.decode(in);
    return new Group<>(window, key, sortKey.length - in.available());
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** Which part of a sort key is the key, with what is behind it. */
  byte[] encodedKey(byte[] sortKey) {
    ByteArrayInputStream in = new ByteArrayInputStream(sortKey);
    try {
      in.skipNBytes(Long.BYTES);
      windowCoder.decode(in);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is no sort key of %s".formatted(Arrays.toString(sortKey), windowCoder), e);
    }
    return in.readAllBytes();
  }

  /**
   * What is below the sort keys of groups that are due at {@code millis} or later, and no others.
   */
  static byte[] bound(long millis) {
    return ByteBuffer.allocate(Long.BYTES).putLong(millis ^ Long.MIN_VALUE).array();
  }

  /** When the group of a sort key is due. */
  static long dueMillis(byte[] sortKey) {
    return ByteBuffer.wrap(sortKey).getLong() ^ Long.MIN_VALUE;
  }
}
