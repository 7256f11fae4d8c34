// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * How many elements a lane processes before it looks up: at the clock, at its limits, whether the
 * job is cancelled.
 *
 * <p>As many as take about a millisecond, so that fast elements pay nothing for it and slow ones
 * keep nothing waiting. It begins with one.
 */
final class Slice {

  private static final int MOST_ELEMENTS = 256;
  private static final long TARGET_NANOS = 1_000_000;

  private static final long SLOW_NANOS = 10_000_000;

  private int elements = 1;
  private boolean isSlow;

  int elements() {
    return elements;
  }

  /** Whether a single element takes long. */
  boolean isSlow() {
    return isSlow;
  }

  /** Learns from {@code processed} elements that took {@code nanos}. */
  void learn(int processed, long nanos) {
    isSlow = processed > 0 ? nanos / processed > SLOW_NANOS : isSlow;
    if (nanos > TARGET_NANOS) {
      elements = (int) Math.max(1, processed * TARGET_NANOS / nanos);
    } else if (processed >= elements) {
      elements = Math.min(MOST_ELEMENTS, 2 * elements);
    }
  }
}
