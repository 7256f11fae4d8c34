// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

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
  private final boolean isLimited;
  private long outputs;
  private boolean claimed;
  private long firstClaimNanos;

  private WorkLimit(Clock clock, boolean isLimited) {
    this.clock = clock;
    this.isLimited = isLimited;
  }

  /** For work that need not end. */
  static WorkLimit ofUnbounded(Clock clock) {
    return new WorkLimit(clock, true);
  }

  /** For work that ends: it may take as long as it takes. */
  static WorkLimit none(Clock clock) {
    return new WorkLimit(clock, false);
  }

  /** Counts an output; whether that was one too many. */
  boolean isReachedByOutput() {
    outputs++;
    return isLimited && outputs % MOST_OUTPUTS == 0;
  }

  /** Whether the function is to claim no more. The first claim is always free. */
  boolean isReachedAtClaim() {
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
