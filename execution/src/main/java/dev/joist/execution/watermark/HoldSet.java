// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counted, ordered multiset of the timestamps at which one operator holds its output watermark.
 *
 * <p>It counts per kind and timestamp and keeps no owner: owners are found on demand in what they
 * live in (timer queue, state, waiting elements), so that a hold costs one entry a distinct
 * timestamp. O(log distinct timestamps) to add and remove, O(1) for the minimum.
 */
public final class HoldSet {

  private final TreeMap<Long, int[]> counts = new TreeMap<>();
  private long minimum = Watermark.FINAL_MILLIS;

  /** Adds one hold; a hold at {@link Watermark#FINAL_MILLIS} holds nothing and is not kept. */
  public void add(HoldKind kind, long timestampMillis) {
    if (timestampMillis == Watermark.FINAL_MILLIS) {
      return;
    }
    counts
        .computeIfAbsent(timestampMillis, t -> new int[HoldKind.values().length])[kind.ordinal()]++;
    minimum = Math.min(minimum, timestampMillis);
  }

  /** Removes one hold that was added with the same kind and timestamp. */
  public void remove(HoldKind kind, long timestampMillis) {
    if (timestampMillis == Watermark.FINAL_MILLIS) {
      return;
    }
    int[] held = counts.get(timestampMillis);
    if (held == null || held[kind.ordinal()] == 0) {
      throw new IllegalStateException(
          "a %s hold at %d was removed, but %s are held there"
              .formatted(kind, timestampMillis, held == null ? "none" : "none of that kind"));
    }
    held[kind.ordinal()]--;
    if (isZero(held)) {
      counts.remove(timestampMillis);
      minimum = counts.isEmpty() ? Watermark.FINAL_MILLIS : counts.firstKey();
    }
  }

  /** The lowest timestamp held, {@link Watermark#FINAL_MILLIS} if none. */
  public long minimum() {
    return minimum;
  }

  /** How many holds of {@code kind} stand at {@code timestampMillis}. */
  public int count(HoldKind kind, long timestampMillis) {
    int[] held = counts.get(timestampMillis);
    return held == null ? 0 : held[kind.ordinal()];
  }

  /** The lowest timestamps at which holds of {@code kind} stand, each with how many. */
  public Map<Long, Integer> lowest(HoldKind kind, int limit) {
    Map<Long, Integer> lowest = new LinkedHashMap<>();
    for (Map.Entry<Long, int[]> held : counts.entrySet()) {
      if (lowest.size() == limit) {
        break;
      }
      if (held.getValue()[kind.ordinal()] > 0) {
        lowest.put(held.getKey(), held.getValue()[kind.ordinal()]);
      }
    }
    return lowest;
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  private static boolean isZero(int[] held) {
    for (int count : held) {
      if (count != 0) {
        return false;
      }
    }
    return true;
  }
}
