// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * The keys that something is due for at the same time in the same window: one entry a window, where
 * timers would be one a key.
 *
 * <p>O(1) for a key in the window of the one before it, O(log times) else.
 */
final class KeysByWindow<K extends @Nullable Object, W extends BoundedWindow> {

  private final ToLongFunction<W> timeMillis;
  private final TreeMap<Long, Map<W, List<K>>> byTime = new TreeMap<>();
  private @Nullable W latestWindow;
  private List<K> latestKeys = List.of();

  /** A window with its keys, in the order of their arrival. */
  record Due<K extends @Nullable Object, W extends BoundedWindow>(W window, List<K> keys) {}

  /**
   * No keys.
   *
   * @param timeMillis when something is due in a window: always at the same time
   */
  KeysByWindow(ToLongFunction<W> timeMillis) {
    this.timeMillis = timeMillis;
  }

  /** Adds a key, which is not there yet. */
  void add(W window, K key) {
    if (!window.equals(latestWindow)) {
      latestKeys =
          byTime
              .computeIfAbsent(timeMillis.applyAsLong(window), time -> new LinkedHashMap<>())
              .computeIfAbsent(window, w -> new ArrayList<>());
      latestWindow = window;
    }
    latestKeys.add(key);
  }

  /** Whether a window is due strictly before {@code nowMillis}. */
  boolean isDue(long nowMillis) {
    return !byTime.isEmpty() && byTime.firstKey() < nowMillis;
  }

  /** When something is due first; {@link Watermark#FINAL_MILLIS} if nothing ever is. */
  long earliestMillis() {
    return byTime.isEmpty() ? Watermark.FINAL_MILLIS : byTime.firstKey();
  }

  /** Takes out what is due strictly before {@code nowMillis}, the earliest first. */
  List<Due<K, W>> poll(long nowMillis) {
    List<Due<K, W>> due = new ArrayList<>();
    while (isDue(nowMillis)) {
      byTime
          .pollFirstEntry()
          .getValue()
          .forEach((window, keys) -> due.add(new Due<>(window, keys)));
    }
    if (!due.isEmpty()) {
      latestWindow = null;
    }
    return due;
  }

  /** Takes out the keys of one window. */
  List<K> take(W window) {
    long due = timeMillis.applyAsLong(window);
    Map<W, List<K>> windows = byTime.get(due);
    List<K> keys = windows == null ? null : windows.remove(window);
    if (windows == null || keys == null) {
      return List.of();
    }
    if (windows.isEmpty()) {
      byTime.remove(due);
    }
    latestWindow = null;
    return keys;
  }

  /** What is due first, at most {@code limit} windows; it stays. */
  List<Due<K, W>> earliest(int limit) {
    return byTime.values().stream()
        .flatMap(windows -> windows.entrySet().stream())
        .limit(limit)
        .map(window -> new Due<>(window.getKey(), window.getValue()))
        .toList();
  }
}
