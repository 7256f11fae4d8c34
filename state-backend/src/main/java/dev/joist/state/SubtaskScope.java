// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/**
 * Which part of a stage's state a subtask owns.
 *
 * @param subtask index of the subtask, from 0
 * @param parallelism number of subtasks of the stage
 * @param maxParallelism number of key groups of the job
 * @param attempt number of the attempt of the job, from 0; each must be higher than those before it
 */
public record SubtaskScope(int subtask, int parallelism, int maxParallelism, int attempt) {

  public SubtaskScope {
    if (attempt < 0) {
      throw new IllegalArgumentException(
          "attempt %d of subtask %d is negative".formatted(attempt, subtask));
    }
    KeyGroupRange.of(subtask, parallelism, maxParallelism);
  }

  /** The key groups of the subtask. */
  public KeyGroupRange keyGroups() {
    return KeyGroupRange.of(subtask, parallelism, maxParallelism);
  }
}
