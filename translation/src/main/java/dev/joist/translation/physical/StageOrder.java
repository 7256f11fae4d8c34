// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The order in which stages depend on each other. */
final class StageOrder {

  private StageOrder() {}

  /** {@code stage} and all stages that have to come before it, however indirectly. */
  static Set<DraftStage> upTo(DraftStage stage) {
    Deque<DraftStage> open = new ArrayDeque<>(List.of(stage));
    Set<DraftStage> seen = new HashSet<>(open);
    for (DraftStage next = open.poll(); next != null; next = open.poll()) {
      for (DraftStage before : next.before()) {
        if (seen.add(before)) {
          open.add(before);
        }
      }
    }
    return seen;
  }

  /** Whether one of {@code stages} gets, however indirectly, what {@code source} sends. */
  static boolean dependsOn(List<DraftStage> stages, DraftStage source) {
    Deque<DraftStage> open = new ArrayDeque<>(stages);
    Set<DraftStage> seen = new HashSet<>(stages);
    for (DraftStage stage = open.poll(); stage != null; stage = open.poll()) {
      if (stage == source) {
        return true;
      }
      for (DraftStage before : stage.upstream()) {
        if (seen.add(before)) {
          open.add(before);
        }
      }
    }
    return false;
  }

  /** {@code stages} in topological order, those that are free in the order of creation. */
  static List<DraftStage> sorted(List<DraftStage> stages) {
    Map<DraftStage, List<DraftStage>> downstream = new HashMap<>();
    Map<DraftStage, Integer> missing = new HashMap<>();
    PriorityQueue<DraftStage> ready =
        new PriorityQueue<>(Comparator.comparingInt(DraftStage::number));
    for (DraftStage stage : stages) {
      Set<DraftStage> before = stage.before();
      missing.put(stage, before.size());
      before.forEach(one -> downstream.computeIfAbsent(one, s -> new ArrayList<>()).add(stage));
      if (before.isEmpty()) {
        ready.add(stage);
      }
    }
    List<DraftStage> sorted = new ArrayList<>();
    for (DraftStage stage = ready.poll(); stage != null; stage = ready.poll()) {
      sorted.add(stage);
      for (DraftStage after : downstream.getOrDefault(stage, List.of())) {
        if (missing.merge(after, -1, Integer::sum) == 0) {
          ready.add(after);
        }
      }
    }
    if (sorted.size() < stages.size()) {
      throw new IllegalStateException(
          "%d of %d stages wait for each other"
              .formatted(stages.size() - sorted.size(), stages.size()));
    }
    return sorted;
  }
}
