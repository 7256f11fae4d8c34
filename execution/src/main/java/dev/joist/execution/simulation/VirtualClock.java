// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.simulation;

import dev.joist.execution.time.Clock;

/**
 * A clock that a {@link SeededExecutor} moves: a little with each turn, and straight to the next
 * deadline when nobody can run.
 *
 * <p><b>Threading:</b> may be read from any thread; moved by the executor alone.
 */
public final class VirtualClock implements Clock {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startMillis;
  private long nowMillis;
  private long nanosOfMilli;

  /** A clock that starts at {@code startMillis} since the epoch. */
  public VirtualClock(long startMillis) {
    this.startMillis = startMillis;
    this.nowMillis = startMillis;
  }

  @Override
  public synchronized long currentTimeMillis() {
    return nowMillis;
  }

  @Override
  public synchronized long nanoTime() {
    return (nowMillis - startMillis) * NANOS_PER_MILLI + nanosOfMilli;
  }

  @Override
  public boolean advancesByItself() {
    return true;
  }

  /** Moves on by {@code nanos}. */
  synchronized void advanceBy(long nanos) {
    nanosOfMilli += nanos;
    nowMillis += nanosOfMilli / NANOS_PER_MILLI;
    nanosOfMilli %= NANOS_PER_MILLI;
  }

  /** Moves to {@code millis} since the epoch unless it is there or later already. */
  synchronized void advanceTo(long millis) {
    if (millis > nowMillis) {
      nowMillis = millis;
      nanosOfMilli = 0;
    }
  }
}
