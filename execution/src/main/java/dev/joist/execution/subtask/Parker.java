// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Waiter;

/**
 * How one lane of a subtask waits; each kind of executor has its own.
 *
 * <p><b>Threading:</b> {@link #wake} is for any thread, all else for the subtask's own. A subtask
 * that is about to wait calls {@link #prepare}, looks once more for work, and only then {@link
 * #park}: a wake between the two makes {@code park} return at once.
 */
public interface Parker extends Waiter {

  /** Announces that the subtask may wait. */
  void prepare();

  /**
   * Waits until woken or until processing time {@code deadlineMillis}; may return for no reason.
   *
   * @param deadlineMillis milliseconds since the epoch by the job's clock, {@code Long.MAX_VALUE}
   *     for no deadline
   */
  void park(long deadlineMillis);

  /** Takes back {@link #prepare}: the subtask found work after all. */
  void unprepare();

  /** Called after each step that did something; lets a policy run another subtask. */
  default void yieldAfterWork() {}

  /** Lets others go on for a moment, of whom the subtask needs something that nobody tells. */
  default void backOff() {
    yieldAfterWork();
  }

  /** Whether the thread waits for something, a lock or a time, as far as that can be seen. */
  default boolean isWaiting() {
    return false;
  }

  /** How much time of a processor the thread has used, in nanoseconds; 0 if that is not known. */
  default long cpuNanos() {
    return 0;
  }
}
