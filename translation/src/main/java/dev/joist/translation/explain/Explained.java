// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.optimize.Optimizer;
import dev.joist.translation.physical.StageLayout;

/**
 * What there is to explain about one pipeline.
 *
 * @param parsed what the pipeline says
 * @param optimized what is made of it, with what each pass did
 * @param layout the stages that it runs in
 */
public record Explained(LogicalPlan parsed, Optimizer.Optimized optimized, StageLayout layout) {

  /** Number of subtasks over all stages. */
  int subtasks() {
    return layout.stages().stream().mapToInt(StageLayout.FusedStage::parallelism).sum();
  }
}
