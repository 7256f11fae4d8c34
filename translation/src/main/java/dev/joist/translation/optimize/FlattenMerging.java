// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes a Flatten of one collection, and takes a Flatten that only another Flatten reads into
 * that one.
 *
 * <p>A collection that is read twice stays read twice.
 */
public final class FlattenMerging implements Pass {

  @Override
  public String name() {
    return "flatten merging";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Map<CollectionId, List<LogicalNode>> consumers = plan.consumers();
    Substitution substitution = new Substitution();
    for (LogicalNode node : plan.nodes()) {
      LogicalNode rewired = substitution.rewired(node);
      reason(rewired, consumers)
          .ifPresentOrElse(
              reason -> substitution.remove(rewired, reason), () -> substitution.keep(rewired));
    }
    return substitution.rewrite(plan);
  }

  private static Optional<String> reason(
      LogicalNode node, Map<CollectionId, List<LogicalNode>> consumers) {
    if (!(node instanceof LogicalNode.Flatten)) {
      return Optional.empty();
    }
    if (node.inputs().size() == 1) {
      return Optional.of("it has one input");
    }
    List<LogicalNode> readers = consumers.getOrDefault(node.outputs().get(0), List.of());
    return readers.size() == 1 && readers.get(0) instanceof LogicalNode.Flatten
        ? Optional.of("merged into %s".formatted(readers.get(0).name()))
        : Optional.empty();
  }
}
