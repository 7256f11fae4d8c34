// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.model.pipeline.v1.RunnerApi;

/** Checks that the coders of a pipeline proto can be made: Beam makes them by recursion. */
final class CoderCheck {

  /** No coder of a real pipeline comes near it, and Beam's recursion is safe below it. */
  static final int MAX_DEPTH = 200;

  private final Map<String, RunnerApi.Coder> coders;
  private final Problems problems;

  private CoderCheck(Map<String, RunnerApi.Coder> coders, Problems problems) {
    this.coders = coders;
    this.problems = problems;
  }

  /** Adds to {@code problems} what is wrong with the coders of {@code components}. */
  static void check(RunnerApi.Components components, Problems problems) {
    CoderCheck check = new CoderCheck(components.getCodersMap(), problems);
    check.checkComponents();
    Set<String> cycle = check.checkCycles();
    if (cycle.isEmpty()) {
      check.checkDepth();
    }
  }

  private void checkComponents() {
    coders.forEach(
        (id, coder) -> {
          for (String component : coder.getComponentCoderIdsList()) {
            if (!coders.containsKey(component)) {
              problems.add(
                  Problem.malformed(
                      "coder " + id,
                      "it has the component %s, which is not among the pipeline's coders"
                          .formatted(component)));
            }
          }
        });
  }

  private Set<String> checkCycles() {
    Map<String, List<String>> components = new HashMap<>();
    coders.forEach((id, coder) -> components.put(id, coder.getComponentCoderIdsList()));
    Set<String> cycle = Cycles.members(components);
    if (!cycle.isEmpty()) {
      problems.add(
          Problem.malformed(
              "coder " + cycle.iterator().next(),
              "it is a component of itself, by way of %s".formatted(cycle)));
    }
    return cycle;
  }

  /** Walks from the innermost coders outwards. */
  private void checkDepth() {
    Map<String, List<String>> users = new HashMap<>();
    Map<String, Integer> missing = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    coders.forEach(
        (id, coder) -> {
          missing.put(id, coder.getComponentCoderIdsCount());
          if (coder.getComponentCoderIdsCount() == 0) {
            ready.add(id);
          }
          for (String component : coder.getComponentCoderIdsList()) {
            users.computeIfAbsent(component, key -> new ArrayList<>()).add(id);
          }
        });
    Map<String, Integer> depths = new HashMap<>();
    for (String id = ready.poll(); id != null; id = ready.poll()) {
      int depth = depths.getOrDefault(id, 1);
      checkDepth(id, depth);
      for (String user : users.getOrDefault(id, List.of())) {
        depths.merge(user, depth + 1, Math::max);
        if (missing.merge(user, -1, Integer::sum) == 0) {
          ready.add(user);
        }
      }
    }
  }

  private void checkDepth(String id, int depth) {
    if (depth == MAX_DEPTH + 1) {
      problems.add(
          Problem.malformed(
              "coder " + id,
              "it has components nested %d deep; at most %d are allowed"
                  .formatted(depth, MAX_DEPTH)));
    }
  }
}
