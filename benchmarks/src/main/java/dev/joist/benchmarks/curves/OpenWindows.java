// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Counts by key in the windows of a {@link Load} that are not over, in plain Java. An event is
 * counted once, in the slice of time between the ends of two windows; the counts of a slice that is
 * over go to all windows that it is a part of.
 */
final class OpenWindows {

  private static final long MILLIS_PER_SECOND = 1_000;

  private final Checksum results;
  private final long periodMillis;

  /** The one that ends with the slice first, then each that ends a period later. */
  private final Queue<KeyCounts> windows = new ArrayDeque<>();

  private KeyCounts slice = new KeyCounts();
  private long sliceEndMillis;

  /**
   * @param results where the counts of windows that are over go
   */
  OpenWindows(Load load, Checksum results) {
    this.results = results;
    this.periodMillis = load.periodSeconds() * MILLIS_PER_SECOND;
    this.sliceEndMillis = periodMillis;
    for (int i = 0; i < load.windows(); i++) {
      windows.add(new KeyCounts());
    }
  }

  /** No event before that time comes any more. */
  void advanceTo(long timestampMillis) {
    while (timestampMillis >= sliceEndMillis) {
      endSlice();
    }
  }

  /** An event of {@code key}, at the time that was advanced to last. */
  void count(Long key) {
    slice.add(key, 1);
  }

  /** No event comes any more at all. */
  void end() {
    for (int open = windows.size(); open > 0; open--) {
      endSlice();
    }
  }

  private void endSlice() {
    windows.forEach(window -> slice.forEach(window::add));
    windows.remove().forEach((key, count) -> results.addCount(key, sliceEndMillis, count));
    windows.add(new KeyCounts());
    slice = new KeyCounts();
    sliceEndMillis += periodMillis;
  }
}
