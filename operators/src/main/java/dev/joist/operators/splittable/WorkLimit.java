// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.time.Clock;

/**
 * How long a function may work on one piece before the rest is put off, so that watermarks, timers
 * and other pieces get their turn. It runs from the first claim.
 */
final class WorkLimit {

  /** What a piece whose work need not end may do in one go. */
  private static final int MOST_OUTPUTS = 10_000;

  private static final long LONGEST_NANOS = 100_000_000L;

  private final Clock clock;
  private final StopFlag stop;
  private final boolean isLimited;
  private long outputs;
  private boolean claimed;
  private long firstClaimNanos;

  private WorkLimit(Clock clock, StopFlag stop, boolean isLimited) {
    this.clock = clock;
    this.stop = stop;
    this.isLimited = isLimited;
  }

  /** For work that need not end. */
  static WorkLimit ofUnbounded(Clock clock, StopFlag stop) {
    return new WorkLimit(clock, stop, true);
  }

  /** For work that ends: it may take as long as it takes. */
  static WorkLimit none(Clock clock, StopFlag stop) {
    return new WorkLimit(clock, stop, false);
  }

  /** Counts an output; whether that was one too many. */
  boolean isReachedByOutput() {
    outputs++;
    return isLimited && outputs % MOST_OUTPUTS == 0;
  }

  /**
   * Whether the function is to claim no more. The first claim is always free.
   *
   * @throws java.util.concurrent.CancellationException if the job stops
   */
  boolean isReachedAtClaim() {
    stop.check();
    if (!isLimited) {
      return false;
    }
    if (!claimed) {
      claimed = true;
      firstClaimNanos = clock.nanoTime();
      return false;
    }
    return outputs >= MOST_OUTPUTS || clock.nanoTime() - firstClaimNanos >= LONGEST_NANOS;
  }
}
