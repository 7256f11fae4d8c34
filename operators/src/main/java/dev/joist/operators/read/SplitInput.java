// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.time.Clock;
import dev.joist.operators.metrics.StepMetrics;
import java.io.IOException;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.jspecify.annotations.Nullable;

/**
 * Where a split is read: by the operator itself, or ahead of it on a thread of its own.
 *
 * <p>It begins on a thread of its own, since nobody knows yet whether its reader waits. When that
 * has kept nobody waiting for a while it is read by the operator, which costs less; if it waits
 * then, it goes back, and stays for four times as long. By a clock that does not move by itself
 * nobody could tell whether a reader waits, and the operator reads.
 */
final class SplitInput<T, MarkT extends CheckpointMark> {

  private static final long FIRST_HOME_AFTER_NANOS = 200_000_000L;
  private static final long LONGEST_HOME_AFTER_NANOS = 60_000_000_000L;
  private static final int LONGER_EACH_TIME = 4;

  /** A slice of reading that takes longer is one in whose like each call is timed. */
  private static final long SUSPECT_NANOS = 2_000_000L;

  private static final long WAIT_NANOS = 5_000_000L;

  /** So long a slice that found no more is taken for one that waited, though no call was timed. */
  private static final long LONG_WAIT_NANOS = 50_000_000L;

  /** A call that takes long after as many elements was one that had no processor. */
  private static final int MANY_ELEMENTS = 1_000;

  private final OpenSplit<T, MarkT> split;
  private final UnboundedReadSpec<T, MarkT> spec;
  private final StepMetrics metrics;
  private final OperatorContext context;
  private final Clock clock;
  private @Nullable ReadAhead<T, MarkT> ahead;
  private Runnable wakeAhead = () -> {};
  private long homeAfterNanos = FIRST_HOME_AFTER_NANOS;
  private boolean isNew = true;
  private boolean isSuspect;
  private long elementsSinceWait = MANY_ELEMENTS;

  SplitInput(
      OpenSplit<T, MarkT> split,
      UnboundedReadSpec<T, MarkT> spec,
      StepMetrics metrics,
      OperatorContext context) {
    this.split = split;
    this.spec = spec;
    this.metrics = metrics;
    this.context = context;
    this.clock = context.clock();
  }

  /** Whether the operator itself reads the split. */
  boolean isDirect() {
    return ahead == null;
  }

  /** Whether the split may have something now, as far as the operator can tell. */
  boolean mayHaveMore() {
    ReadAhead<T, MarkT> current = ahead;
    return current != null && !current.hasCaughtUp();
  }

  /** Hands at most {@code budget} elements to {@code taker}; returns how many there were. */
  int read(int budget, ReadAhead.Taker taker) throws IOException {
    if (isNew) {
      isNew = false;
      if (clock.advancesByItself()) {
        goAhead();
      }
    }
    ReadAhead<T, MarkT> current = ahead;
    return current == null ? readDirectly(budget, taker) : take(current, budget, taker);
  }

  private void goAhead() {
    ReadAhead<T, MarkT> next = new ReadAhead<>(split, spec, metrics, context, homeAfterNanos);
    Runnable wake = context.startBeside(next);
    if (wake != null) {
      ahead = next;
      wakeAhead = wake;
      homeAfterNanos = Math.min(LONGEST_HOME_AFTER_NANOS, LONGER_EACH_TIME * homeAfterNanos);
      elementsSinceWait = MANY_ELEMENTS;
    }
  }

  private int take(ReadAhead<T, MarkT> current, int budget, ReadAhead.Taker taker) {
    int count = current.take(budget, taker);
    if (current.isHome()) {
      ahead = null;
      taker.onWatermark(split.watermarkMillis());
    } else if (count > 0) {
      // It may have waited for room.
      wakeAhead.run();
    }
    return count;
  }

  private int readDirectly(int budget, ReadAhead.Taker taker) throws IOException {
    long startNanos = clock.nanoTime();
    long longestNanos = 0;
    int count = 0;
    boolean found = true;
    while (found && count < budget) {
      long before = isSuspect ? clock.nanoTime() : 0;
      found = split.next();
      longestNanos = isSuspect ? Math.max(longestNanos, clock.nanoTime() - before) : 0;
      if (found) {
        taker.accept(split.element());
        count++;
      }
    }
    taker.onWatermark(split.watermarkMillis());
    long tookNanos = clock.nanoTime() - startNanos;
    elementsSinceWait += count;
    boolean waits = !found && (isSuspect ? longestNanos : tookNanos) >= LONG_WAIT_NANOS;
    if (longestNanos >= WAIT_NANOS) {
      waits |= elementsSinceWait < MANY_ELEMENTS;
      elementsSinceWait = 0;
    }
    isSuspect = tookNanos >= SUSPECT_NANOS;
    if (waits && clock.advancesByItself()) {
      goAhead();
    }
    return count;
  }

  /** From now on the operator is to read the split, once its reader is back. */
  void recall() {
    isNew = false;
    ReadAhead<T, MarkT> current = ahead;
    if (current != null) {
      current.recall();
      wakeAhead.run();
    }
  }

  void close() throws IOException {
    ReadAhead<T, MarkT> current = ahead;
    if (current == null) {
      split.close();
    } else {
      current.leave();
      wakeAhead.run();
    }
  }
}
