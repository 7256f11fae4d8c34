// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.model.pipeline.v1.RunnerApi;

/** Checks that the leaves of a pipeline proto and its PCollections fit together. */
final class DataflowCheck {

  private final RunnerApi.Components components;
  private final List<Leaf> leaves;
  private final Problems problems;
  private final Map<String, Leaf> producers = new HashMap<>();

  private DataflowCheck(RunnerApi.Components components, List<Leaf> leaves, Problems problems) {
    this.components = components;
    this.leaves = leaves;
    this.problems = problems;
  }

  /** Adds to {@code problems} what is wrong between {@code leaves}. */
  static void check(RunnerApi.Components components, List<Leaf> leaves, Problems problems) {
    DataflowCheck check = new DataflowCheck(components, leaves, problems);
    check.checkNames();
    leaves.forEach(check::checkOutputs);
    leaves.forEach(check::checkInputs);
    check.checkCollections();
    check.checkCycles();
  }

  private void checkNames() {
    Map<String, String> ids = new HashMap<>();
    for (Leaf leaf : leaves) {
      String name = leaf.proto().getUniqueName();
      if (name.isEmpty()) {
        problems.add(Problem.malformed("transform " + leaf.id(), "it has no unique name"));
        continue;
      }
      String other = ids.putIfAbsent(name, leaf.id());
      if (other != null) {
        problems.add(
            Problem.malformed(
                name,
                "the transforms %s and %s both have this name, which must be unique"
                    .formatted(other, leaf.id())));
      }
    }
  }

  private void checkOutputs(Leaf leaf) {
    for (String output : new TreeSet<>(leaf.proto().getOutputsMap().values())) {
      Leaf other = producers.putIfAbsent(output, leaf);
      if (other != null) {
        problems.add(
            Problem.malformed(
                leaf.name(),
                "it makes the PCollection %s, which %s makes too".formatted(output, other.name())));
      }
    }
    if (leaf.proto().getOutputsCount()
        > new TreeSet<>(leaf.proto().getOutputsMap().values()).size()) {
      problems.add(Problem.malformed(leaf.name(), "two of its outputs are the same PCollection"));
    }
  }

  private void checkInputs(Leaf leaf) {
    for (String input : new TreeSet<>(leaf.proto().getInputsMap().values())) {
      if (!producers.containsKey(input)) {
        problems.add(
            Problem.malformed(
                leaf.name(),
                "it reads the PCollection %s, which no transform makes".formatted(input)));
      }
    }
  }

  private void checkCollections() {
    Set<String> used = new TreeSet<>(producers.keySet());
    leaves.forEach(leaf -> used.addAll(leaf.proto().getInputsMap().values()));
    used.forEach(this::checkCollection);
  }

  private void checkCollection(String id) {
    String where = "PCollection " + id;
    RunnerApi.PCollection collection = components.getPcollectionsMap().get(id);
    if (collection == null) {
      problems.add(
          Problem.malformed(where, "transforms name it, but the pipeline does not describe it"));
      return;
    }
    String coder = collection.getCoderId();
    if (!components.containsCoders(coder)) {
      problems.add(
          Problem.malformed(
              where, "its coder %s is not among the pipeline's coders".formatted(coder)));
    }
    String windowing = collection.getWindowingStrategyId();
    if (!components.containsWindowingStrategies(windowing)) {
      problems.add(
          Problem.malformed(
              where, "its windowing strategy %s is not among the pipeline's".formatted(windowing)));
    }
  }

  private void checkCycles() {
    Map<String, Collection<String>> feeds = new LinkedHashMap<>();
    Map<String, String> names = new HashMap<>();
    for (Leaf leaf : leaves) {
      names.put(leaf.id(), leaf.name());
      feeds.put(leaf.id(), new ArrayList<>());
    }
    for (Leaf leaf : leaves) {
      for (String input : leaf.proto().getInputsMap().values()) {
        Leaf producer = producers.get(input);
        if (producer != null) {
          feeds.computeIfAbsent(producer.id(), id -> new ArrayList<>()).add(leaf.id());
        }
      }
    }
    Set<String> cycle = new TreeSet<>();
    Cycles.members(feeds).forEach(id -> cycle.add(names.getOrDefault(id, id)));
    if (!cycle.isEmpty()) {
      problems.add(
          Problem.malformed(
              cycle.iterator().next(),
              "it reads what is made from its own output, by way of %s".formatted(cycle)));
    }
  }
}
