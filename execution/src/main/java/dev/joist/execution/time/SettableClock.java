// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.time;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until it is set; the one clock of all test streams of a job.
 *
 * <p><b>Threading:</b> may be read and set from any thread; it never goes back.
 */
public final class SettableClock implements Clock {

  private final long startMillis;
  private final AtomicLong nowMillis;

  public SettableClock(long startMillis) {
    this.startMillis = startMillis;
    this.nowMillis = new AtomicLong(startMillis);
  }

  /** Moves the clock on by {@code millis}, which must not be negative. */
  public void advanceBy(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("a clock cannot be advanced by %d ms".formatted(millis));
    }
    nowMillis.addAndGet(millis);
  }

  /** Moves the clock to {@code millis} unless it is there or later already. */
  public void advanceTo(long millis) {
    nowMillis.accumulateAndGet(millis, Math::max);
  }

  @Override
  public long currentTimeMillis() {
    return nowMillis.get();
  }

  @Override
  public long nanoTime() {
    return (nowMillis.get() - startMillis) * 1_000_000L;
  }

  @Override
  public boolean advancesByItself() {
    return false;
  }
}
