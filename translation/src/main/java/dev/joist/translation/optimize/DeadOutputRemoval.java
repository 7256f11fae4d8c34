// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes what nobody reads and nobody would miss.
 *
 * <p>Reads, ParDos and Combines stay: their code may write to the world, count or fail, and Beam
 * promises that it runs. A GroupByKey stays because it counts what it drops.
 */
public final class DeadOutputRemoval implements Pass {

  @Override
  public String name() {
    return "dead output removal";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Set<CollectionId> read = new HashSet<>();
    List<LogicalNode> kept = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int i = plan.nodes().size() - 1; i >= 0; i--) {
      LogicalNode node = plan.nodes().get(i);
      if (isPure(node) && Collections.disjoint(read, node.outputs())) {
        notes.add("removed %s: nothing reads what it makes".formatted(node.name()));
      } else {
        kept.add(node);
        read.addAll(node.inputs());
      }
    }
    Collections.reverse(kept);
    Collections.reverse(notes);
    return new Rewrite(notes.isEmpty() ? plan : new LogicalPlan(kept, plan.collections()), notes);
  }

  private static boolean isPure(LogicalNode node) {
    return node instanceof LogicalNode.Impulse
        || node instanceof LogicalNode.AssignWindows
        || node instanceof LogicalNode.Flatten
        || node instanceof LogicalNode.Reshuffle
        || node instanceof LogicalNode.CreateView;
  }
}
