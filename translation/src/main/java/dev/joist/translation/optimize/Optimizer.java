// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs passes over a plan, one after the other. */
public final class Optimizer {

  /** The passes in the order in which they run. */
  private static final List<Pass> PASSES =
      List.of(
          new FanOutRemoval(),
          new DeadOutputRemoval(),
          new Deduplication(),
          new IdentityWindowRemoval(),
          new FlattenMerging(),
          new CombinerLifting(),
          new EndOfWindowGroupings(),
          new SingletonFirings(),
          new SpillingGroupings(),
          new GatheredGroupings(),
          new WindowSlicing(),
          new SplittableExpansion());

  private Optimizer() {}

  /**
   * A plan, and how it came about.
   *
   * @param plan after all passes
   * @param reports of each pass, in order
   */
  public record Optimized(LogicalPlan plan, List<PassReport> reports) {

    public Optimized {
      reports = List.copyOf(reports);
    }
  }

  /** {@code plan} after all passes that {@code options} do not turn off. */
  public static Optimized optimize(LogicalPlan plan, PipelineOptions options) {
    LogicalPlan current = plan;
    List<PassReport> reports = new ArrayList<>();
    for (Pass pass : PASSES) {
      if (!pass.isOn(options)) {
        continue;
      }
      Rewrite rewrite = pass.apply(current);
      reports.add(new PassReport(pass.name(), rewrite.notes()));
      current = rewrite.plan();
    }
    return new Optimized(current, reports);
  }
}
