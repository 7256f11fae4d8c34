// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;

/**
 * How far a subtask is in processing time, and when that is worth telling.
 *
 * <p>A source is as far as the clock, and with nothing left to read it holds nobody back; what has
 * producers is as far as the last of them. So a subtask that is stuck holds all those behind it at
 * what it told last. Only stages before an operator that waits for its producers tell anything.
 */
final class TimeTelling {

  /** Who waits for it waited for a delay of the user's before. */
  private static final long INTERVAL_MILLIS = 50;

  private final Inbox inbox;
  private final Outbox outbox;
  private final OperatorChain chain;
  private final Clock clock;
  private long nowMillis = Watermark.INITIAL_MILLIS;
  private long toldMillis = Watermark.INITIAL_MILLIS;

  TimeTelling(Inbox inbox, Outbox outbox, OperatorChain chain, Clock clock) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.chain = chain;
    this.clock = clock;
  }

  /** A step begins: what is due by now will have been done when it is told. */
  void stepBegins() {
    if (outbox.tellsTime()) {
      nowMillis = clock.currentTimeMillis();
    }
  }

  /** Whether there is something worth telling. */
  boolean hasNews() {
    return outbox.tellsTime() && isNews(timeMillis());
  }

  /** Tells all consumers, behind all elements, if it is worth it. */
  void tell() {
    if (outbox.tellsTime()) {
      long timeMillis = timeMillis();
      if (isNews(timeMillis)) {
        toldMillis = timeMillis;
        outbox.tellTime(timeMillis);
      }
    }
  }

  /** When the passing of time alone will be news; final if it never will. */
  long deadlineMillis() {
    boolean runsByItself =
        outbox.tellsTime()
            && chain.hasOwnWork()
            && clock.advancesByItself()
            && isNews(inbox.producersTimeMillis());
    return runsByItself ? toldMillis + INTERVAL_MILLIS : Watermark.FINAL_MILLIS;
  }

  private long timeMillis() {
    long producersMillis = inbox.producersTimeMillis();
    boolean holdsNobody = producersMillis == Watermark.FINAL_MILLIS && !chain.hasOwnWork();
    return holdsNobody ? Watermark.FINAL_MILLIS : Math.min(producersMillis, nowMillis);
  }

  private boolean isNews(long timeMillis) {
    long least =
        clock.advancesByItself() && timeMillis != Watermark.FINAL_MILLIS ? INTERVAL_MILLIS : 1;
    return timeMillis > toldMillis
        && (toldMillis == Watermark.INITIAL_MILLIS || timeMillis - toldMillis >= least);
  }
}
