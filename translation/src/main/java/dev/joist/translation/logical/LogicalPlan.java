// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pipeline as typed nodes joined by PCollections.
 *
 * <p>Names of nodes are unique, each collection has exactly one producer, and nodes come after all
 * that they read.
 *
 * @param nodes in topological order
 * @param collections by id, in the order of their producers
 */
public record LogicalPlan(
    List<LogicalNode> nodes, Map<CollectionId, LogicalCollection> collections) {

  public LogicalPlan {
    nodes = List.copyOf(nodes);
    collections = inProducerOrder(nodes, collections);
    checkOrder(nodes);
  }

  /** A plan of {@code nodes} in any order; what no node makes is left out. */
  public static LogicalPlan of(List<LogicalNode> nodes, Collection<LogicalCollection> collections) {
    Map<CollectionId, LogicalCollection> byId = new LinkedHashMap<>();
    collections.forEach(collection -> byId.put(collection.id(), collection));
    return new LogicalPlan(TopologicalOrder.of(nodes), byId);
  }

  /** The collection with identity {@code id}. */
  public LogicalCollection collection(CollectionId id) {
    LogicalCollection collection = collections.get(id);
    if (collection == null) {
      throw new IllegalArgumentException("no collection %s in this plan".formatted(id));
    }
    return collection;
  }

  /** Whether all that the pipeline reads and makes ends. */
  public boolean isBounded() {
    return collections.values().stream().allMatch(LogicalCollection::bounded);
  }

  /** The node that makes each collection; takes time linear in the plan. */
  public Map<CollectionId, LogicalNode> producers() {
    Map<CollectionId, LogicalNode> producers = new HashMap<>();
    nodes.forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
    return producers;
  }

  /**
   * The nodes that read each collection, in the order of the plan, once for each port that reads
   * it; takes time linear in the plan.
   */
  public Map<CollectionId, List<LogicalNode>> consumers() {
    Map<CollectionId, List<LogicalNode>> consumers = new HashMap<>();
    for (LogicalNode node : nodes) {
      for (CollectionId input : node.inputs()) {
        consumers.computeIfAbsent(input, id -> new ArrayList<>()).add(node);
      }
    }
    return consumers;
  }

  private static Map<CollectionId, LogicalCollection> inProducerOrder(
      List<LogicalNode> nodes, Map<CollectionId, LogicalCollection> collections) {
    Map<CollectionId, LogicalCollection> ordered = new LinkedHashMap<>();
    for (LogicalNode node : nodes) {
      for (CollectionId output : node.outputs()) {
        LogicalCollection collection = collections.get(output);
        if (collection == null) {
          throw new IllegalArgumentException(
              "%s makes %s, which is not described".formatted(node.name(), output));
        }
        if (ordered.put(output, collection) != null) {
          throw new IllegalArgumentException(
              "%s makes %s, which another node makes too".formatted(node.name(), output));
        }
      }
    }
    return Collections.unmodifiableMap(ordered);
  }

  private static void checkOrder(List<LogicalNode> nodes) {
    Set<String> names = new HashSet<>();
    Set<CollectionId> made = new HashSet<>();
    for (LogicalNode node : nodes) {
      if (!names.add(node.name())) {
        throw new IllegalArgumentException("two nodes are called %s".formatted(node.name()));
      }
      for (CollectionId input : node.inputs()) {
        if (!made.contains(input)) {
          throw new IllegalArgumentException(
              "%s reads %s, which no node before it makes".formatted(node.name(), input));
        }
      }
      made.addAll(node.outputs());
    }
  }
}
