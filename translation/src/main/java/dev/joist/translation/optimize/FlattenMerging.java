// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes a Flatten of one collection, and takes a Flatten that only another Flatten reads into
 * that one.
 *
 * <p>Elements pass a Flatten as they are, so that each consumer may read its inputs instead; what a
 * consumer needs to know of its input (coder, windowing) is in its own spec. Each input of a plan
 * moves at most once a Flatten, and a collection that is read twice stays read twice.
 */
public final class FlattenMerging implements Pass {

  @Override
  public String name() {
    return "flatten merging";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Rewriting rewriting = new Rewriting(plan.consumers());
    plan.nodes().forEach(rewriting::visit);
    if (rewriting.notes.isEmpty()) {
      return new Rewrite(plan, List.of());
    }
    return new Rewrite(new LogicalPlan(rewriting.remaining(), plan.collections()), rewriting.notes);
  }

  private static final class Rewriting {

    private final Map<CollectionId, List<LogicalNode>> consumers;
    private final Map<CollectionId, List<CollectionId>> replacements = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final List<LogicalNode> nodes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Rewriting(Map<CollectionId, List<LogicalNode>> consumers) {
      this.consumers = consumers;
    }

    void visit(LogicalNode node) {
      List<CollectionId> inputs =
          node.inputs().stream()
              .flatMap(input -> replacements.getOrDefault(input, List.of(input)).stream())
              .toList();
      LogicalNode rewired =
          inputs.equals(node.inputs()) ? node : node.at(node.wiring().reading(inputs));
      nodes.add(rewired);
      if (rewired instanceof LogicalNode.Flatten flatten) {
        tryRemove(flatten);
      }
    }

    private void tryRemove(LogicalNode.Flatten flatten) {
      CollectionId output = flatten.outputs().get(0);
      List<LogicalNode> readers = consumers.getOrDefault(output, List.of());
      if (flatten.inputs().size() == 1) {
        remove(flatten, "it has one input");
      } else if (readers.size() == 1 && readers.get(0) instanceof LogicalNode.Flatten) {
        remove(flatten, "merged into %s".formatted(readers.get(0).name()));
      }
    }

    private void remove(LogicalNode.Flatten flatten, String reason) {
      replacements.put(flatten.outputs().get(0), flatten.inputs());
      removed.add(flatten.name());
      notes.add("removed %s: %s".formatted(flatten.name(), reason));
    }

    List<LogicalNode> remaining() {
      return nodes.stream()
          .filter(node -> !removed.contains(node.name()))
          .collect(Collectors.toList());
    }
  }
}
