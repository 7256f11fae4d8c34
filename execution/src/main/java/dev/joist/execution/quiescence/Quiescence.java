// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.quiescence;

/**
 * A job's search for moments at which nothing is left to do.
 *
 * <p>It sends a marker through the same channels as the data. When a full round of markers finds
 * that no subtask worked since the round before, the job is quiescent, and those who wait are told,
 * in the order in which they registered.
 *
 * <p><b>Threading:</b> may be called from any thread.
 */
public interface Quiescence {

  /** Registers someone who acts at quiescent moments; returns its place in the order. */
  int register(Participant participant);

  /** Asks for the next quiescent moment; every registered participant that waits is told then. */
  void request();

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
