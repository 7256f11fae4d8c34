// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the sources of a stage from working until the stages that it starts after are done.
 *
 * <p><b>Threading:</b> a named concurrency part, for any thread. Whoever opens the gate wakes the
 * subtasks of the stage afterwards. What a stage sends it has put into its channels before it is
 * done, so whoever finds the gate open finds all of that in its channels.
 */
final class StartGate {

  private final AtomicInteger missing;

  /** A gate that opens when {@code subtasks} subtasks are done. */
  StartGate(int subtasks) {
    this.missing = new AtomicInteger(subtasks);
  }

  /** Whether all are done. */
  boolean isOpen() {
    return missing.get() == 0;
  }

  /** One more is done; returns whether that opened the gate. */
  boolean oneIsDone() {
    return missing.decrementAndGet() == 0;
  }
}
