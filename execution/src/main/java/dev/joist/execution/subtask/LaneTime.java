// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;

/**
 * How far a lane is in processing time, and when that is worth telling.
 *
 * <p>A source is as far as the clock, and with nothing left to read it holds nobody back; what has
 * producers is as far as the last of them. So a subtask whose only lane is stuck holds all those
 * behind it at what it promised last. Only stages before an operator that waits for its producers
 * tell anything.
 */
final class LaneTime {

  private final LaneInputs inputs;
  private final OperatorChain chain;
  private final Clock clock;
  private final boolean isTold;
  private long nowMillis = Watermark.INITIAL_MILLIS;
  private long promisedMillis = Watermark.INITIAL_MILLIS;

  /**
   * The time of a lane.
   *
   * @param isTold whether anybody wants to know it
   */
  LaneTime(LaneInputs inputs, OperatorChain chain, Clock clock, boolean isTold) {
    this.inputs = inputs;
    this.chain = chain;
    this.clock = clock;
    this.isTold = isTold;
  }

  /** A turn begins: what is due by now will have been done when it is told. */
  void turnBegins() {
    if (isTold) {
      nowMillis = clock.currentTimeMillis();
    }
  }

  /** Whether there is something worth telling. */
  boolean hasNews() {
    return isTold && TimeTelling.isNews(timeMillis(), promisedMillis, clock);
  }

  /** What the lane, which has sent all that it emitted, promises now. */
  long promise() {
    if (hasNews()) {
      promisedMillis = timeMillis();
    }
    return promisedMillis;
  }

  /** When the passing of time alone will be news; final if it never will. */
  long deadlineMillis() {
    boolean runsByItself =
        isTold
            && chain.hasOwnWork()
            && clock.advancesByItself()
            && TimeTelling.isNews(inputs.producersTimeMillis(), promisedMillis, clock);
    return runsByItself ? promisedMillis + TimeTelling.INTERVAL_MILLIS : Watermark.FINAL_MILLIS;
  }

  private long timeMillis() {
    long producersMillis = inputs.producersTimeMillis();
    boolean holdsNobody = producersMillis == Watermark.FINAL_MILLIS && !chain.hasOwnWork();
    return holdsNobody ? Watermark.FINAL_MILLIS : Math.min(producersMillis, nowMillis);
  }
}
