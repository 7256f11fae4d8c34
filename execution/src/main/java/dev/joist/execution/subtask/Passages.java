// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Waiter;
import dev.joist.execution.operator.OncePassed;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operators of a lane want to do once every stage has passed what they emitted.
 *
 * <p>The lane asks at most once a second, at the second, so that all lanes of a job that ask share
 * a round or two; and at once when it will emit nothing more. While nothing is to be done nothing
 * is asked.
 *
 * <p><b>Threading:</b> belongs to the lane; another thread only raises the flag and wakes it.
 */
final class Passages {

  private static final long PERIOD_MILLIS = 1000;

  private final Quiescence quiescence;
  private final Clock clock;
  private final Waiter waiter;
  private List<OncePassed> fresh = new ArrayList<>();
  private List<OncePassed> asked = new ArrayList<>();
  private long askedPeriod = Long.MIN_VALUE;
  private volatile boolean havePassed;

  /** Nothing yet, for a lane that {@code waiter} wakes. */
  Passages(Quiescence quiescence, Clock clock, Waiter waiter) {
    this.quiescence = quiescence;
    this.clock = clock;
    this.waiter = waiter;
  }

  /** Adds what is to be done once all that was emitted so far is passed. */
  void add(OncePassed action) {
    fresh.add(action);
  }

  boolean isEmpty() {
    return fresh.isEmpty() && asked.isEmpty();
  }

  /** Does what may be done now and asks for what is left; returns whether that was anything. */
  boolean goOn(OperatorChain chain) throws Exception {
    if (isEmpty()) {
      return false;
    }
    boolean ran = havePassed;
    if (ran) {
      havePassed = false;
      List<OncePassed> passed = asked;
      asked = new ArrayList<>();
      for (OncePassed action : passed) {
        action.run();
      }
    }
    return askIfDue(chain) || ran;
  }

  private boolean askIfDue(OperatorChain chain) {
    if (fresh.isEmpty() || !asked.isEmpty()) {
      return false;
    }
    if (!isDue() && chain.outputWatermark() != Watermark.FINAL_MILLIS) {
      return false;
    }
    askedPeriod = period();
    asked = fresh;
    fresh = new ArrayList<>();
    quiescence.whenPassed(this::onPassed);
    return true;
  }

  private boolean isDue() {
    return !clock.advancesByItself() || period() != askedPeriod;
  }

  private long period() {
    return Math.floorDiv(clock.currentTimeMillis(), PERIOD_MILLIS);
  }

  /** When there is something to ask though nobody wakes the lane. */
  long deadlineMillis() {
    return fresh.isEmpty() || !asked.isEmpty()
        ? Watermark.FINAL_MILLIS
        : (askedPeriod + 1) * PERIOD_MILLIS;
  }

  private void onPassed() {
    havePassed = true;
    waiter.wake();
  }
}
