// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory of objects by what they are made of: exactly enough for arrays and strings,
 * by a few of their members for rows, lists and maps, by a constant for classes that it does not
 * know. It never iterates over what may be read lazily, and looks no further than a few levels.
 */
final class RoughSize {

  private static final int MOST_DEPTH = 4;
  private static final int MEMBERS = 4;
  private static final long REFERENCE_BYTES = 8;
  private static final long HEADER_BYTES = 16;

  /** What a value with a timestamp adds. */
  private static final long TIMESTAMP_BYTES = 48;

  /** A small object of a class of the user's. */
  static final long UNKNOWN_BYTES = 64;

  private RoughSize() {}

  /** About how many bytes of heap {@code value} keeps. */
  static long of(@Nullable Object value) {
    return bytes(value, 0);
  }

  private static long bytes(@Nullable Object value, int depth) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String string) {
      return 2 * HEADER_BYTES + 8 + string.length();
    }
    if (value instanceof byte[] array) {
      return HeapRegions.rounded(HEADER_BYTES + array.length);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return HEADER_BYTES + 8;
    }
    return depth == MOST_DEPTH ? UNKNOWN_BYTES : compound(value, depth + 1);
  }

  private static long compound(Object value, int depth) {
    if (value instanceof KV<?, ?> pair) {
      return HEADER_BYTES
          + 2 * REFERENCE_BYTES
          + bytes(pair.getKey(), depth)
          + bytes(pair.getValue(), depth);
    }
    if (value instanceof Row row) {
      return 4 * HEADER_BYTES + members(row.getValues(), depth);
    }
    if (value instanceof Map<?, ?> map) {
      // An entry, its place in the table and what it leads to.
      return 2 * HEADER_BYTES
          + map.size() * (3 * HEADER_BYTES)
          + members(map.keySet(), depth)
          + members(map.values(), depth);
    }
    if (value instanceof Collection<?> collection) {
      return 2 * HEADER_BYTES + members(collection, depth);
    }
    if (value instanceof TimestampedValue<?> timestamped) {
      return TIMESTAMP_BYTES + bytes(timestamped.getValue(), depth);
    }
    return value.getClass().isArray() ? array(value, depth) : UNKNOWN_BYTES;
  }

  private static long array(Object value, int depth) {
    if (value instanceof Object[] objects) {
      return HEADER_BYTES + members(Arrays.asList(objects), depth);
    }
    return HeapRegions.rounded(HEADER_BYTES + 8L * Array.getLength(value));
  }

  /** The references to all members, and so many times the first few as there are more of them. */
  private static long members(Collection<?> members, int depth) {
    int count = members.size();
    int looked = 0;
    long sum = 0;
    Iterator<?> iterator = members.iterator();
    while (looked < MEMBERS && iterator.hasNext()) {
      sum += bytes(iterator.next(), depth);
      looked++;
    }
    return count * REFERENCE_BYTES + (looked == 0 ? 0 : sum * count / looked);
  }
}
