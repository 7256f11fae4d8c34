// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import dev.joist.execution.metrics.StageProgress;
import dev.joist.operators.metrics.StepFigures;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

/**
 * What a job lets others see of its progress.
 *
 * <p><b>Threading:</b> all methods may be called from any thread; one thread samples.
 */
public interface JobView {

  /** {@code RUNNING}, or how the job ended. */
  PipelineResult.State state();

  /** How far each stage is, in the order of the plan. */
  List<StageProgress> progress();

  /** How far each step is. */
  default List<StepFigures> figures() {
    return List.of();
  }

  /** Looks in which step each thread is, and counts it there. */
  default void sample() {}
}
