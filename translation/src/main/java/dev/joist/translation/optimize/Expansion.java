// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.UniqueNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/**
 * A plan in the making, in which some nodes become several, with collections of their own between
 * them. Nodes are to be added in the order of the plan.
 */
final class Expansion {

  private final LogicalPlan plan;
  private final UniqueNames names;
  private final UniqueNames ids;
  private final List<LogicalNode> nodes = new ArrayList<>();
  private final List<LogicalCollection> collections;
  private final List<String> notes = new ArrayList<>();

  /** An expansion of {@code plan} to which no node was added. */
  Expansion(LogicalPlan plan) {
    this.plan = plan;
    this.names = new UniqueNames(plan.nodes().stream().map(LogicalNode::name).toList());
    this.ids =
        new UniqueNames(plan.collections().keySet().stream().map(CollectionId::value).toList());
    this.collections = new ArrayList<>(plan.collections().values());
  }

  /** Adds a node. */
  void add(LogicalNode node) {
    nodes.add(node);
  }

  /** A name for a new node, as close to {@code wanted} as there is none like it. */
  String nodeName(String wanted) {
    return names.take(wanted);
  }

  /** A collection of the plan. */
  LogicalCollection collection(CollectionId id) {
    return plan.collection(id);
  }

  /** A new collection that is {@code like} another in all but these. */
  LogicalCollection newCollection(LogicalCollection like, String id, String name, Coder<?> coder) {
    LogicalCollection made = like.derived(new CollectionId(ids.take(id)), name, coder);
    collections.add(made);
    return made;
  }

  /** Says what was done, or left alone. */
  void note(String sentence) {
    notes.add(sentence);
  }

  /** What came of the plan. */
  Rewrite rewrite() {
    boolean isSame = nodes.size() == plan.nodes().size();
    return new Rewrite(isSame ? plan : LogicalPlan.of(nodes, collections), notes);
  }
}
