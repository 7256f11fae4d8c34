// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.group.WindowEnds;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Lets groupings whose windows fire at their ends, merged or not, do without a trigger machine and
 * timers for each key.
 */
public final class EndOfWindowGroupings implements Pass {

  @Override
  public String name() {
    return "grouping at the ends of windows";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    List<LogicalNode> nodes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    plan.nodes().forEach(node -> nodes.add(chosen(node, notes)));
    return new Rewrite(
        nodes.equals(plan.nodes()) ? plan : new LogicalPlan(nodes, plan.collections()), notes);
  }

  private static LogicalNode chosen(LogicalNode node, List<String> notes) {
    if (node instanceof LogicalNode.GroupByKey group) {
      GroupingStrategy strategy = strategy(node, group.spec().windowing(), notes);
      return new LogicalNode.GroupByKey(group.wiring(), group.spec().by(strategy));
    }
    if (node instanceof LogicalNode.CombinePerKey combine
        && combine.spec().phase() != CombineSpec.Phase.PARTIAL) {
      GroupingStrategy strategy = strategy(node, combine.spec().windowing(), notes);
      return new LogicalNode.CombinePerKey(combine.wiring(), combine.spec().by(strategy));
    }
    return node;
  }

  private static GroupingStrategy strategy(
      LogicalNode node, WindowingStrategy<?, ?> windowing, List<String> notes) {
    Optional<String> objection = WindowEnds.objection(windowing);
    if (objection.isEmpty()) {
      notes.add("%s groups without triggers and timers".formatted(node.name()));
      return GroupingStrategy.END_OF_WINDOW;
    }
    if (WindowEnds.objectionToSessions(windowing).isEmpty()) {
      notes.add("%s lets sessions grow in place, without timers".formatted(node.name()));
      return GroupingStrategy.SESSIONS;
    }
    if (WindowEnds.objectionToMerging(windowing).isEmpty()) {
      notes.add("%s merges windows in place, without timers".formatted(node.name()));
      return GroupingStrategy.MERGING;
    }
    notes.add("left %s to the general operator: %s".formatted(node.name(), objection.get()));
    return GroupingStrategy.GENERAL;
  }
}
