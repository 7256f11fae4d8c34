// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the cycles of a directed graph by peeling off all that is on none; O(n + edges). */
final class Cycles {

  private Cycles() {}

  /**
   * The nodes that are on a cycle, or on a way from one cycle to another.
   *
   * @param successors for each node those that it points to; others are left out of account
   */
  static Set<String> members(Map<String, ? extends Collection<String>> successors) {
    Map<String, Collection<String>> forward = new LinkedHashMap<>(successors);
    peel(forward);
    Map<String, Collection<String>> backward = reverse(forward);
    peel(backward);
    return new TreeSet<>(backward.keySet());
  }

  /** Removes, again and again, the nodes that no other points to. */
  private static void peel(Map<String, Collection<String>> graph) {
    Map<String, Integer> predecessors = new HashMap<>();
    graph.values().forEach(all -> all.forEach(to -> predecessors.merge(to, 1, Integer::sum)));
    Deque<String> free = new ArrayDeque<>();
    graph.keySet().stream().filter(node -> !predecessors.containsKey(node)).forEach(free::add);
    for (String node = free.poll(); node != null; node = free.poll()) {
      Collection<String> pointsTo = graph.remove(node);
      for (String to : pointsTo == null ? List.<String>of() : pointsTo) {
        if (predecessors.merge(to, -1, Integer::sum) == 0 && graph.containsKey(to)) {
          free.add(to);
        }
      }
    }
  }

  private static Map<String, Collection<String>> reverse(Map<String, Collection<String>> graph) {
    Map<String, Collection<String>> reversed = new LinkedHashMap<>();
    graph.keySet().forEach(node -> reversed.put(node, new ArrayList<>()));
    graph.forEach(
        (from, all) ->
            all.forEach(
                to -> {
                  Collection<String> sources = reversed.get(to);
                  if (sources != null) {
                    sources.add(from);
                  }
                }));
    return reversed;
  }
}
