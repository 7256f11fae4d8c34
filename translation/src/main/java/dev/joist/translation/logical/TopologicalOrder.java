// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Sorts nodes so that each comes after all that it reads, as close to the given order as that
 * allows.
 *
 * <p>Source: Kahn, "Topological sorting of large networks" (1962), with the ready nodes in a heap;
 * O(n log n + edges), without recursion.
 */
final class TopologicalOrder {

  private final List<LogicalNode> nodes;
  private final Map<CollectionId, List<Integer>> readers = new HashMap<>();
  private final int[] missing;

  private TopologicalOrder(List<LogicalNode> nodes) {
    this.nodes = nodes;
    this.missing = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      for (CollectionId input : nodes.get(i).inputs()) {
        readers.computeIfAbsent(input, id -> new ArrayList<>()).add(i);
        missing[i]++;
      }
    }
  }

  /** {@code nodes} in topological order; those on a cycle or that read what none makes fail. */
  static List<LogicalNode> of(List<LogicalNode> nodes) {
    List<LogicalNode> ordered = new TopologicalOrder(nodes).sorted();
    if (ordered.size() < nodes.size()) {
      List<String> left = new ArrayList<>(nodes.stream().map(LogicalNode::name).toList());
      ordered.forEach(node -> left.remove(node.name()));
      throw new IllegalArgumentException(
          "%d of %d nodes wait for each other or for what none makes: %s"
              .formatted(left.size(), nodes.size(), left));
    }
    return ordered;
  }

  private List<LogicalNode> sorted() {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<LogicalNode> ordered = new ArrayList<>(nodes.size());
    for (Integer next = ready.poll(); next != null; next = ready.poll()) {
      LogicalNode node = nodes.get(next);
      ordered.add(node);
      node.outputs().forEach(output -> release(output, ready));
    }
    return ordered;
  }

  private void release(CollectionId made, PriorityQueue<Integer> ready) {
    for (int reader : readers.getOrDefault(made, List.of())) {
      if (--missing[reader] == 0) {
        ready.add(reader);
      }
    }
  }
}
