// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.group.TriggerTimes;
import dev.joist.operators.group.WindowEnds;
import dev.joist.operators.view.ViewStrategy;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Lets groupings and views of a job that nobody waits for before it ends wait for all of their
 * input. What {@link EndOfWindowGroupings} has left to the general operator, and what has windows
 * that merge, then has one key after the other: the state of all keys need not be there at the same
 * time. What {@link SpillingGroupings} has left in memory, because elements may come late, fires
 * once. All of it goes beyond memory.
 */
public final class GatheredGroupings implements Pass {

  /** The experiment that turns it off, beside that which keeps all in memory. */
  public static final String OFF = "disable_gathering";

  private static final String WAITING = "%s waits for late elements, and goes beyond memory";

  @Override
  public String name() {
    return "grouping at the end of input";
  }

  @Override
  public boolean isOn(PipelineOptions options) {
    return !options.as(StreamingOptions.class).isStreaming()
        && !ExperimentalOptions.hasExperiment(options, OFF)
        && !ExperimentalOptions.hasExperiment(options, SpillingGroupings.OFF);
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    if (!plan.isBounded()) {
      return new Rewrite(plan, List.of());
    }
    List<LogicalNode> nodes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    plan.nodes().forEach(node -> nodes.add(chosen(node, notes)));
    return new Rewrite(
        nodes.equals(plan.nodes()) ? plan : new LogicalPlan(nodes, plan.collections()), notes);
  }

  private static LogicalNode chosen(LogicalNode node, List<String> notes) {
    if (node instanceof LogicalNode.GroupByKey group) {
      return new LogicalNode.GroupByKey(
          group.wiring(),
          group.spec().by(chosen(node, group.spec().strategy(), group.spec().windowing(), notes)));
    }
    if (node instanceof LogicalNode.CombinePerKey combine
        && combine.spec().phase() != CombineSpec.Phase.PARTIAL) {
      CombineSpec<?, ?, ?, ?> spec = combine.spec();
      return new LogicalNode.CombinePerKey(
          combine.wiring(), spec.by(chosen(node, spec.strategy(), spec.windowing(), notes)));
    }
    if (node instanceof LogicalNode.CreateView view
        && view.spec().strategy() == ViewStrategy.GROUPED
        && WindowEnds.objection(view.spec().windowing()).isEmpty()) {
      notes.add(WAITING.formatted(node.name()));
      return new LogicalNode.CreateView(view.wiring(), view.spec().by(ViewStrategy.SPILLING));
    }
    return node;
  }

  private static GroupingStrategy chosen(
      LogicalNode node,
      GroupingStrategy strategy,
      WindowingStrategy<?, ?> windowing,
      List<String> notes) {
    return switch (strategy) {
      case SPILLING, GATHERED, SLICES -> strategy;
      case END_OF_WINDOW -> {
        notes.add(WAITING.formatted(node.name()));
        yield GroupingStrategy.SPILLING;
      }
      case GENERAL, SESSIONS, MERGING -> {
        Optional<String> objection = TriggerTimes.objectionToGathering(windowing);
        notes.add(
            objection
                .map(
                    reason ->
                        "left %s to group as elements come: %s".formatted(node.name(), reason))
                .orElseGet(() -> "%s has one key after the other".formatted(node.name())));
        yield objection.isPresent() ? strategy : GroupingStrategy.GATHERED;
      }
    };
  }
}
