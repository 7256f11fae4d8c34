// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import org.jspecify.annotations.Nullable;

/**
 * Whether work on pieces is to wait, because a barrier is on its way, and what piece is being
 * worked on then.
 *
 * <p><b>Threading:</b> a named concurrency part; {@link #make} may be called by any thread, all
 * else by that of the operator.
 */
final class CutRequest {

  private volatile boolean isMade;
  private volatile @Nullable SplitPoint<?, ?, ?> current;

  /** Cuts the piece that is being worked on, and lets all others wait. */
  void make() {
    isMade = true;
    SplitPoint<?, ?, ?> splitPoint = current;
    if (splitPoint != null) {
      splitPoint.split();
    }
  }

  boolean isMade() {
    return isMade;
  }

  /** No barrier is on its way any more. */
  void withdraw() {
    isMade = false;
  }

  /** Whether work may begin that can be cut at {@code splitPoint} until {@link #ended}. */
  boolean begins(SplitPoint<?, ?, ?> splitPoint) {
    current = splitPoint;
    // In this order, so that one of the two threads sees what the other wrote.
    if (isMade) {
      current = null;
      return false;
    }
    return true;
  }

  void ended() {
    current = null;
  }
}
