// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * Which subtask.
 *
 * @param stage number of its stage
 * @param stageName name of its stage, for people
 * @param index index in the stage, from 0
 * @param parallelism number of subtasks of the stage
 */
public record SubtaskId(int stage, String stageName, int index, int parallelism) {

  @Override
  public String toString() {
    return "%s (stage %d, subtask %d of %d)".formatted(stageName, stage, index + 1, parallelism);
  }
}
