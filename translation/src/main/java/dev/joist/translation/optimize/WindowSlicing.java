// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.group.Slices;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;

/**
 * Lets combines at the ends of sliding windows add an element to the slice that its windows share,
 * and not to each of them; also before the exchange.
 */
public final class WindowSlicing implements Pass {

  @Override
  public String name() {
    return "slices of sliding windows";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    List<String> notes = new ArrayList<>();
    Set<CollectionId> sliced = new HashSet<>();
    for (LogicalNode node : plan.nodes()) {
      if (node instanceof LogicalNode.CombinePerKey combine && isSliced(combine.spec())) {
        sliced.addAll(combine.inputs());
        notes.add(note(combine));
      }
    }
    List<LogicalNode> nodes = new ArrayList<>();
    plan.nodes().forEach(node -> nodes.add(chosen(node, sliced)));
    return new Rewrite(sliced.isEmpty() ? plan : new LogicalPlan(nodes, plan.collections()), notes);
  }

  private static LogicalNode chosen(LogicalNode node, Set<CollectionId> sliced) {
    if (node instanceof LogicalNode.CombinePerKey combine
        && (isSliced(combine.spec()) || isBefore(combine, sliced))) {
      return new LogicalNode.CombinePerKey(
          combine.wiring(), combine.spec().by(GroupingStrategy.SLICES));
    }
    return node;
  }

  private static boolean isSliced(CombineSpec<?, ?, ?, ?> spec) {
    return spec.strategy() == GroupingStrategy.END_OF_WINDOW
        && Slices.areIn(spec.windowing().getWindowFn());
  }

  private static boolean isBefore(LogicalNode.CombinePerKey combine, Set<CollectionId> sliced) {
    return combine.spec().phase() == CombineSpec.Phase.PARTIAL
        && sliced.containsAll(combine.outputs());
  }

  private static String note(LogicalNode.CombinePerKey combine) {
    SlidingWindows windows = (SlidingWindows) combine.spec().windowing().getWindowFn();
    return "%s adds an element once, not to each of %d windows"
        .formatted(combine.name(), Slices.windowsEach(windows));
  }
}
