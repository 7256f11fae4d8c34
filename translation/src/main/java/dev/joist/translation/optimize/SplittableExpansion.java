// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
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
    for (LogicalNode node : plan.nodes()) {
      if (node instanceof LogicalNode.SplittableParDo splittable) {
        expand(expansion, splittable, splittable.spec());
        expansion.note("expanded %s: its work is split before an exchange".formatted(node.name()));
      } else {
        expansion.add(node);
      }
    }
    return expansion.rewrite();
  }

  private static void expand(
      Expansion expansion, LogicalNode.SplittableParDo node, SplittableSpec<?, ?, ?, ?> spec) {
    String name = expansion.nodeName(node.name() + " (split)");
    LogicalCollection pieces =
        expansion.newCollection(
            expansion.collection(node.inputs().get(0)),
            "pieces of " + node.name(),
            name + ".pieces",
            spec.pieceCoder());
    expansion.add(
        new LogicalNode.SplittableParDo(
            new Wiring(name, node.inputs(), List.of(pieces.id())),
            spec.inPhase(SplittableSpec.Phase.SPLIT)));
    List<CollectionId> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, pieces.id());
    expansion.add(
        new LogicalNode.SplittableParDo(
            node.wiring().reading(inputs), spec.inPhase(SplittableSpec.Phase.PROCESS)));
  }
}
