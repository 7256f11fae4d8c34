// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import java.time.Duration;
import java.util.List;

/**
 * Who steps the subtasks of a job: a policy.
 *
 * <p><b>Lifecycle:</b> {@link #register} for each subtask and {@link #watch}, then {@link #start};
 * later again register and start for each lane, or task beside lanes, that joins.
 *
 * <p><b>Threading:</b> may be called from any thread, but {@link #watch} by the one that makes the
 * job.
 */
public interface SubtaskExecutor {

  /**
   * Takes a subtask, or another lane of one, in; {@code body} runs after {@link #start} and returns
   * when it is done.
   */
  Parker register(String name, Body body);

  /** Has {@code look} called now and then, about every {@code periodMillis}, while bodies run. */
  void watch(Runnable look, long periodMillis);

  /** Starts all bodies that do not run yet. */
  void start();

  /** Interrupts all bodies, so that user code that waits comes back. */
  void interrupt();

  /** The threads of bodies that have not returned, to look at for people. */
  default List<Thread> threads() {
    return List.of();
  }

  /** Waits until all bodies returned; false if {@code timeout} passed first. */
  boolean awaitEnd(Duration timeout) throws InterruptedException;

  /** The life of one lane of a subtask. */
  interface Body extends Runnable {

    /**
     * What keeps the subtask waiting, for people; to be asked only while it waits and by someone
     * who synchronized with it since.
     */
    String waitsFor();
  }
}
