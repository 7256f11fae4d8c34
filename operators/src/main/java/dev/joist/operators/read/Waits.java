// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

/**
 * Tells a reader that waits from one that is read on a machine that is busy.
 *
 * <p>A call may take milliseconds because something else has the processor. That happens to a call
 * in many thousands, while a reader that waits does so each time that it has nothing. So what
 * counts is how many elements come between two calls that took long; a call that took very long
 * counts by itself.
 */
final class Waits {

  private static final long WAIT_NANOS = 1_000_000L;
  private static final long LONG_WAIT_NANOS = 50_000_000L;
  private static final int ELEMENTS_PER_WAIT = 1_000;

  private long sinceNanos;
  private long elements;
  private long waits;

  /** Nothing is known at {@code nowNanos}. */
  Waits(long nowNanos) {
    reset(nowNanos);
  }

  private void reset(long nowNanos) {
    sinceNanos = nowNanos;
    elements = 0;
    waits = 0;
  }

  /** A call took {@code nanos} up to now; returns whether that is long. */
  boolean onCall(boolean found, long nanos, long nowNanos) {
    elements += found ? 1 : 0;
    if (nanos < WAIT_NANOS) {
      return false;
    }
    waits++;
    if (nanos >= LONG_WAIT_NANOS) {
      reset(nowNanos);
    }
    return true;
  }

  /** Whether the reader has kept nobody waiting for {@code nanos} up to now. */
  boolean hasNotWaitedFor(long nanos, long nowNanos) {
    if (nowNanos - sinceNanos < nanos) {
      return false;
    }
    boolean isQuick = elements >= ELEMENTS_PER_WAIT * waits;
    if (!isQuick) {
      reset(nowNanos);
    }
    return isQuick;
  }
}
