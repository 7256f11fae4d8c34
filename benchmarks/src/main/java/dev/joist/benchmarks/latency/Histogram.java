// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each length of time occurred, in steps of 10 µs up to 20 s; what is longer counts as 20
 * s, except for the maximum, which is exact.
 *
 * <p><em>Threading</em>: any thread may add; the rest is for when all have added.
 */
final class Histogram {

  private static final long STEP_NANOS = 10_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int STEPS = 2_000_000;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(STEPS + 1);
  private final AtomicLong maximumNanos = new AtomicLong(Long.MIN_VALUE);

  /** Adds one; a negative length counts as none. */
  void add(long nanos) {
    counts.incrementAndGet((int) Math.min(STEPS, Math.max(0, nanos) / STEP_NANOS));
    if (nanos > maximumNanos.get()) {
      maximumNanos.accumulateAndGet(nanos, Math::max);
    }
  }

  /** How many were added. */
  long size() {
    long size = 0;
    for (int i = 0; i <= STEPS; i++) {
      size += counts.get(i);
    }
    return size;
  }

  /** The longest, or -1 if there is none. */
  long maximumMicros() {
    return size() == 0 ? -1 : maximumNanos.get() / NANOS_PER_MICRO;
  }

  /**
   * The length that a share of all does not exceed (nearest rank), rounded up to a step; -1 if
   * there is none.
   *
   * @param share within 0 (exclusive) and 1
   */
  long percentileMicros(double share) {
    long rank = (long) Math.ceil(share * size());
    long seen = 0;
    for (int i = 0; i <= STEPS; i++) {
      seen += counts.get(i);
      if (seen >= rank && seen > 0) {
        return Math.min((i + 1) * STEP_NANOS / NANOS_PER_MICRO, Math.max(0, maximumMicros()));
      }
    }
    return -1;
  }
}
