// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import dev.joist.execution.JoistException;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What the planner has to know besides the pipeline.
 *
 * @param pipelineOptions those of the user, the same object for the whole job
 * @param parallelism subtasks of each stage that may have more than one, at least 1
 * @param maxParallelism number of key groups, at least {@code parallelism}
 * @param streaming whether results are due before the input ends
 */
public record PlannerOptions(
    PipelineOptions pipelineOptions, int parallelism, int maxParallelism, boolean streaming) {

  public PlannerOptions {
    if (parallelism < 1) {
      throw new JoistException(
          JoistException.Kind.CONFIGURATION,
          "--parallelism is %d; it must be at least 1".formatted(parallelism));
    }
    if (maxParallelism < parallelism) {
      throw new JoistException(
          JoistException.Kind.CONFIGURATION,
          "--maxParallelism is %d and --parallelism %d; a subtask without a key group would have nothing to do: raise the first or lower the second"
              .formatted(maxParallelism, parallelism));
    }
  }
}
