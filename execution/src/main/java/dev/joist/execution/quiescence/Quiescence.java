// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.quiescence;

/**
 * A job's search for moments at which nothing is left to do.
 *
 * <p>It sends a marker through the same channels as the data. When a full round of markers finds
 * that no subtask worked since the round before, the job is quiescent, and those who wait are told,
 * in the order in which they registered.
 *
 * <p>It also finds the moments at which all that was sent up to some time has been processed.
 *
 * <p><b>Threading:</b> may be called from any thread.
 */
public interface Quiescence {

  /** Registers someone who acts at quiescent moments; returns its place in the order. */
  int register(Participant participant);

  /** Asks for the next quiescent moment; every registered participant that waits is told then. */
  void request();

  /**
   * Has {@code told} run once all that was sent before this call has been passed by every stage:
   * the bundle in which it was processed has ended, or it is in state. That never happens to a job
   * that failed before.
   *
   * @param told runs on a thread of the runtime's; it only notes it and wakes its lane
   */
  void whenPassed(Runnable told);

  /** Someone who acts when the job is quiescent, such as a test's source. */
  interface Participant {

    /**
     * The job is quiescent.
     *
     * <p>Called on a thread of the runtime's; implementations only note it and wake their subtask.
     */
    void onQuiescent();
  }
}
