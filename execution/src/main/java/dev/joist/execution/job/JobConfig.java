// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.time.Clock;
import dev.joist.state.StateBackend;
import dev.joist.state.heap.HeapStateBackend;

/**
 * How a job is to run.
 *
 * @param name name of the job, for people
 * @param clock its processing time
 * @param limits the sizes that its subtasks keep to
 * @param maxParallelism number of key groups, at least the parallelism of any keyed stage
 * @param stateBackend where the state of its operators is kept
 */
public record JobConfig(
    String name, Clock clock, SubtaskLimits limits, int maxParallelism, StateBackend stateBackend) {

  /** A job whose state is on the heap. */
  public JobConfig(String name, Clock clock, SubtaskLimits limits, int maxParallelism) {
    this(name, clock, limits, maxParallelism, new HeapStateBackend());
  }
}
