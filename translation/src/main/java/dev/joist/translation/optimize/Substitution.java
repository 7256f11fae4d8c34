// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan in the making, in which the readers of some nodes read the inputs of these nodes instead.
 *
 * <p>That is right for nodes that pass elements as they are: what a reader has to know of its input
 * (coder, windowing) is in its own spec. Nodes are to be added in the order of the plan.
 */
final class Substitution {

  private final Map<CollectionId, List<CollectionId>> replacements = new HashMap<>();
  private final List<LogicalNode> nodes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** {@code node} as it reads after what was removed so far. */
  LogicalNode rewired(LogicalNode node) {
    List<CollectionId> inputs =
        node.inputs().stream()
            .flatMap(input -> replacements.getOrDefault(input, List.of(input)).stream())
            .toList();
    return inputs.equals(node.inputs()) ? node : node.at(node.wiring().reading(inputs));
  }

  /** Keeps {@code node}, which was rewired. */
  void keep(LogicalNode node) {
    nodes.add(node);
  }

  /** Removes {@code node}, which was rewired and has one output. */
  void remove(LogicalNode node, String reason) {
    replacements.put(node.outputs().get(0), node.inputs());
    notes.add("removed %s: %s".formatted(node.name(), reason));
  }

  /** What came of {@code plan}. */
  Rewrite rewrite(LogicalPlan plan) {
    return notes.isEmpty()
        ? new Rewrite(plan, List.of())
        : new Rewrite(new LogicalPlan(nodes, plan.collections()), notes);
  }
}
