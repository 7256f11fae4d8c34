// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.optimize.Optimizer;
import dev.joist.translation.parse.PipelineParser;
import dev.joist.translation.physical.StageLayout;
import org.apache.beam.model.pipeline.v1.RunnerApi;

/** The one road from a pipeline proto to what runs: parse, optimize, lay out. */
public final class Planner {

  private Planner() {}

  /**
   * The plans of {@code pipeline}.
   *
   * @throws dev.joist.execution.JoistException of kind UNSUPPORTED or CONFIGURATION, with all that
   *     keeps the pipeline from running
   */
  public static Plans plan(RunnerApi.Pipeline pipeline, PlannerOptions options) {
    LogicalPlan parsed = PipelineParser.parse(pipeline, options.pipelineOptions());
    Optimizer.Optimized optimized = Optimizer.optimize(parsed, options.pipelineOptions());
    boolean viewsFirst = parsed.isBounded() && !options.streaming();
    StageLayout layout = StageLayout.of(optimized.plan(), options.parallelism(), viewsFirst);
    return new Plans(parsed, optimized, layout);
  }
}
