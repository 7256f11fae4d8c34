// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * Tells a lane that is blocked from one that works, by a look now and then.
 *
 * <p>A lane is blocked if it has been in one turn for two whole periods or more and its thread has
 * used next to nothing of the processor meanwhile. A function that computes for seconds is not:
 * more lanes would only fight for the same processors. It is blocked as well if it was found
 * waiting in the middle of a turn three times in a row, each time of another: short waits add up.
 *
 * <p><b>Threading:</b> guarded by the baton.
 */
final class LaneWatch {

  /** How often to look. Two periods are the 100 ms after which a lane counts as blocked. */
  static final long PERIOD_MILLIS = 50;

  private static final int LEAST_PERIODS = 2;
  private static final int LEAST_LOOKS = 3;

  /** A thread that uses less of a processor than a tenth waits for something else. */
  private static final long BUSY_NANOS_PER_PERIOD = PERIOD_MILLIS * 1_000_000 / 10;

  private long turn;
  private int periods;
  private int looksThatFoundItWaiting;
  private long cpuNanosBefore;
  private long blockedTurn;

  /** Looks at a lane; returns whether it is blocked. */
  boolean look(LaneStatus status, Parker parker) {
    if (!status.isRunning()) {
      periods = 0;
      turn = 0;
      looksThatFoundItWaiting = 0;
      return false;
    }
    looksThatFoundItWaiting = parker.isWaiting() ? looksThatFoundItWaiting + 1 : 0;
    if (turn != status.turns()) {
      turn = status.turns();
      periods = 0;
      cpuNanosBefore = parker.cpuNanos();
      blockedTurn = looksThatFoundItWaiting >= LEAST_LOOKS ? turn : 0;
      return blockedTurn == turn;
    }
    periods++;
    boolean isBlocked =
        periods >= LEAST_PERIODS
            && parker.cpuNanos() - cpuNanosBefore < periods * BUSY_NANOS_PER_PERIOD;
    blockedTurn = isBlocked ? turn : 0;
    return isBlocked;
  }

  /** Whether the lane has been in one turn for a whole period or more. */
  boolean isLongInTurn() {
    return periods > 0;
  }

  /** Whether the lane was found blocked and is still in the same turn. */
  boolean isBlocked(LaneStatus status) {
    return status.isRunning() && blockedTurn == status.turns();
  }
}
