// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.group.WindowEnds;
import dev.joist.operators.view.ViewStrategy;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Lets groupings and views of bounded input, which keep all of it until their windows end, go
 * beyond memory. It chooses among groupings that {@link EndOfWindowGroupings} has chosen, and views
 * that {@link SingletonFirings} has left to be grouped.
 */
public final class SpillingGroupings implements Pass {

  /** The experiment that turns it off. */
  public static final String OFF = "disable_spilling";

  @Override
  public String name() {
    return "groups beyond memory";
  }

  @Override
  public boolean isOn(PipelineOptions options) {
    return !ExperimentalOptions.hasExperiment(options, OFF);
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    List<LogicalNode> nodes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    plan.nodes().forEach(node -> nodes.add(chosen(node, isBounded(node, plan), notes)));
    return new Rewrite(
        nodes.equals(plan.nodes()) ? plan : new LogicalPlan(nodes, plan.collections()), notes);
  }

  private static boolean isBounded(LogicalNode node, LogicalPlan plan) {
    return node.inputs().stream().allMatch(input -> plan.collection(input).bounded());
  }

  private static LogicalNode chosen(LogicalNode node, boolean bounded, List<String> notes) {
    if (node instanceof LogicalNode.GroupByKey group
        && group.spec().strategy() == GroupingStrategy.END_OF_WINDOW
        && isChosen(node, bounded, group.spec().windowing(), notes)) {
      return new LogicalNode.GroupByKey(group.wiring(), group.spec().by(GroupingStrategy.SPILLING));
    }
    if (node instanceof LogicalNode.CombinePerKey combine
        && combine.spec().strategy() == GroupingStrategy.END_OF_WINDOW
        && isChosen(node, bounded, combine.spec().windowing(), notes)) {
      return new LogicalNode.CombinePerKey(
          combine.wiring(), combine.spec().by(GroupingStrategy.SPILLING));
    }
    if (node instanceof LogicalNode.CreateView view
        && view.spec().strategy() == ViewStrategy.GROUPED
        && isChosen(node, bounded, view.spec().windowing(), notes)) {
      return new LogicalNode.CreateView(view.wiring(), view.spec().by(ViewStrategy.SPILLING));
    }
    return node;
  }

  private static boolean isChosen(
      LogicalNode node, boolean bounded, WindowingStrategy<?, ?> windowing, List<String> notes) {
    Optional<String> objection =
        bounded ? WindowEnds.objectionToSpilling(windowing) : Optional.of("its input is unbounded");
    notes.add(
        objection
            .map(reason -> "left %s in memory: %s".formatted(node.name(), reason))
            .orElseGet(() -> "%s spills what memory has no room for".formatted(node.name())));
    return objection.isEmpty();
  }
}
