// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.ChannelMemory;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.state.StateBackend;

/**
 * What a subtask knows of its job.
 *
 * @param clock the job's clock
 * @param limits the sizes to keep to
 * @param maxParallelism number of key groups
 * @param stateBackend where the state of operators is kept
 * @param quiescence the job's search for quiescent moments
 * @param events where the subtask reports
 * @param memory what all channels and lanes of the job share
 */
public record SubtaskEnvironment(
    Clock clock,
    SubtaskLimits limits,
    int maxParallelism,
    StateBackend stateBackend,
    Quiescence quiescence,
    Events events,
    ChannelMemory memory) {

  /**
   * What subtasks report.
   *
   * <p><b>Threading:</b> called on the threads of subtasks.
   */
  public interface Events {

    /** Raised when the job is cancelled or fails; the same at each call. */
    StopFlag stop();

    /** Whether the job drains: operators are to take nothing more in. */
    boolean isDraining();

    /** The operators of the subtask are open. */
    void onOpened(SubtaskId subtask);

    /** Whether the operators of all subtasks are open, so that elements may flow. */
    boolean mayStart();

    /**
     * A cut was acted on and sent on.
     *
     * @param worked of a marker: whether the subtask worked since the one before, or has work now
     */
    void onCut(SubtaskId subtask, Cut cut, boolean worked);

    /** The subtask has nothing left to do and sent the end on; its operators are closed. */
    void onDone(SubtaskId subtask);

    /**
     * A lane is about to fail with {@code cause}, perhaps because no memory is left: {@link #stop}
     * is raised, and what the job keeps in reserve for its failure is given back. Needs no memory
     * itself.
     */
    void onFailing(Throwable cause);

    /**
     * A lane of the subtask failed; its operators are closed, those of other lanes may run.
     *
     * @throws OutOfMemoryError if there is none left to stop the others; it may be told again
     */
    void onFailed(SubtaskId subtask, Throwable failure);

    /** The subtask, of which a lane failed, has closed all its operators. */
    void onClosed(SubtaskId subtask);
  }
}
