// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

/**
 * The states of a job.
 *
 * <pre>
 *   RUNNING --all subtasks done--> DONE
 *   RUNNING --a subtask failed---> FAILING ----all subtasks closed--> FAILED
 *   RUNNING --cancel-------------> CANCELLING -all subtasks closed--> CANCELLED
 * </pre>
 */
public enum JobState {
  RUNNING,
  FAILING,
  CANCELLING,
  DONE,
  FAILED,
  CANCELLED;

  /** The state once nothing runs any more. */
  JobState ended() {
    if (this == FAILING) {
      return FAILED;
    }
    if (this == CANCELLING) {
      return CANCELLED;
    }
    return isFinal() ? this : DONE;
  }

  /** Whether nothing runs any more. */
  public boolean isFinal() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
