// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;

/**
 * Tells how far a subtask is in processing time, which is as far as the last of its lanes.
 *
 * <p><b>Threading:</b> guarded by the baton.
 */
final class TimeTelling {

  /** Who waits for it waited for a delay of the user's before. */
  static final long INTERVAL_MILLIS = 50;

  private final Outbox outbox;
  private final Clock clock;
  private long toldMillis = Watermark.INITIAL_MILLIS;

  TimeTelling(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** How far the clock is. */
  long nowMillis() {
    return clock.currentTimeMillis();
  }

  /** Tells all consumers, behind all elements, if it is worth it. */
  void tell(long timeMillis) {
    if (isNews(timeMillis, toldMillis, clock)) {
      toldMillis = timeMillis;
      outbox.tellTime(timeMillis);
    }
  }

  /** Whether {@code timeMillis} is worth telling to those who know {@code toldMillis}. */
  static boolean isNews(long timeMillis, long toldMillis, Clock clock) {
    long least =
        clock.advancesByItself() && timeMillis != Watermark.FINAL_MILLIS ? INTERVAL_MILLIS : 1;
    return timeMillis > toldMillis
        && (toldMillis == Watermark.INITIAL_MILLIS || timeMillis - toldMillis >= least);
  }
}
