// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.operators.Operators;
import dev.joist.translation.explain.DotExplanation;
import dev.joist.translation.explain.Explained;
import dev.joist.translation.explain.JsonExplanation;
import dev.joist.translation.explain.TextExplanation;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.optimize.Optimizer;
import dev.joist.translation.physical.PhysicalPlanner;
import dev.joist.translation.physical.StageLayout;

/**
 * All plans of one pipeline.
 *
 * @param parsed what the pipeline says
 * @param optimized what is made of it, with what each pass did
 * @param layout the stages that it runs in
 */
public record Plans(LogicalPlan parsed, Optimizer.Optimized optimized, StageLayout layout) {

  /** Ways to show plans. */
  public enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For Graphviz. */
    DOT
  }

  /** Whether all that the pipeline reads and makes ends. */
  public boolean isBounded() {
    return parsed.isBounded();
  }

  /** The plan that runs, with operators of {@code operators}. */
  public PhysicalPlan physical(Operators operators) {
    return PhysicalPlanner.plan(optimized.plan(), layout, operators);
  }

  /**
   * The same plan, with the elements of user code checked: each passes through its coder, and is
   * not to be changed.
   */
  public PhysicalPlan physicalWithChecks(Operators operators) {
    return PhysicalPlanner.planWithChecks(optimized.plan(), layout, operators);
  }

  /** The plans as text; nothing is run for it. */
  public String explain(Format format) {
    Explained explained = new Explained(parsed, optimized, layout);
    return switch (format) {
      case TEXT -> TextExplanation.of(explained);
      case JSON -> JsonExplanation.of(explained);
      case DOT -> DotExplanation.of(explained);
    };
  }
}
