// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.UniqueNames;
import dev.joist.translation.logical.Wiring;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes two nodes of each splittable ParDo: one that splits the work on an element into pieces, and
 * one, behind an exchange, that works on pieces. Both read the views.
 *
 * <p>The second keeps the name of the transform, and with it the identity of its state. Unlike the
 * other passes this one has to run: no operator does all of the work.
 */
public final class SplittableExpansion implements Pass {

  @Override
  public String name() {
    return "splittable expansion";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Expansion expansion = new Expansion(plan);
    plan.nodes().forEach(expansion::visit);
    return new Rewrite(
        expansion.notes.isEmpty() ? plan : LogicalPlan.of(expansion.nodes, expansion.collections),
        expansion.notes);
  }

  private static final class Expansion {

    private final LogicalPlan plan;
    private final UniqueNames names;
    private final UniqueNames ids;
    private final List<LogicalNode> nodes = new ArrayList<>();
    private final List<LogicalCollection> collections;
    private final List<String> notes = new ArrayList<>();

    Expansion(LogicalPlan plan) {
      this.plan = plan;
      this.names = new UniqueNames(plan.nodes().stream().map(LogicalNode::name).toList());
      this.ids =
          new UniqueNames(plan.collections().keySet().stream().map(CollectionId::value).toList());
      this.collections = new ArrayList<>(plan.collections().values());
    }

    void visit(LogicalNode node) {
      if (node instanceof LogicalNode.SplittableParDo splittable) {
        expand(splittable, splittable.spec());
        notes.add("expanded %s: its work is split before an exchange".formatted(node.name()));
      } else {
        nodes.add(node);
      }
    }

    private void expand(LogicalNode.SplittableParDo node, SplittableSpec<?, ?, ?, ?> spec) {
      String name = names.take(node.name() + " (split)");
      LogicalCollection pieces =
          plan.collection(node.inputs().get(0))
              .derived(
                  new CollectionId(ids.take("pieces of " + node.name())),
                  name + ".pieces",
                  spec.pieceCoder());
      collections.add(pieces);
      nodes.add(
          new LogicalNode.SplittableParDo(
              new Wiring(name, node.inputs(), List.of(pieces.id())),
              spec.inPhase(SplittableSpec.Phase.SPLIT)));
      List<CollectionId> inputs = new ArrayList<>(node.inputs());
      inputs.set(0, pieces.id());
      nodes.add(
          new LogicalNode.SplittableParDo(
              node.wiring().reading(inputs), spec.inPhase(SplittableSpec.Phase.PROCESS)));
    }
  }
}
