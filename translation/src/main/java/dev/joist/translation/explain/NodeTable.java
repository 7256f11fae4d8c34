// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.KindNames;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;

/** The nodes of a logical plan as numbered lines. */
final class NodeTable {

  private static final int MAX_INPUTS_SHOWN = 8;

  private final LogicalPlan plan;
  private final Map<CollectionId, String> makers = new HashMap<>();

  NodeTable(LogicalPlan plan) {
    this.plan = plan;
    for (int i = 0; i < plan.nodes().size(); i++) {
      List<CollectionId> outputs = plan.nodes().get(i).outputs();
      for (int output = 0; output < outputs.size(); output++) {
        makers.put(outputs.get(output), (i + 1) + (output == 0 ? "" : "." + output));
      }
    }
  }

  /** One line for each node: number, kind, what it reads, name, what is special about it. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < plan.nodes().size(); i++) {
      LogicalNode node = plan.nodes().get(i);
      lines.append(
          "%5d  %-15s %-7s  %s%s%n"
              .formatted(
                  i + 1, node.accept(KindNames.INSTANCE), reads(node), node.name(), remarks(node))
              .replace(System.lineSeparator(), "\n"));
    }
    return lines.toString();
  }

  private String reads(LogicalNode node) {
    if (node.inputs().isEmpty()) {
      return "";
    }
    int main = node instanceof LogicalNode.Flatten ? node.inputs().size() : 1;
    String text = "<- " + numbers(node.inputs().subList(0, main));
    return main == node.inputs().size()
        ? text
        : text + ", views " + numbers(node.inputs().subList(main, node.inputs().size()));
  }

  private String numbers(List<CollectionId> inputs) {
    String shown =
        inputs.stream()
            .limit(MAX_INPUTS_SHOWN)
            .map(input -> makers.getOrDefault(input, "?"))
            .collect(Collectors.joining(", "));
    int left = inputs.size() - MAX_INPUTS_SHOWN;
    return left > 0 ? "%s and %d more".formatted(shown, left) : shown;
  }

  /** What a reader cannot guess: windows other than the global one, outputs, unboundedness. */
  private String remarks(LogicalNode node) {
    Set<String> remarks = new LinkedHashSet<>();
    if (node.outputs().size() > 1) {
      remarks.add(Description.count(node.outputs().size(), "output"));
    }
    for (CollectionId output : node.outputs()) {
      LogicalCollection collection = plan.collection(output);
      String windowing = Description.of(collection.windowing());
      if (!windowing.equals(Description.of(new GlobalWindows()))) {
        remarks.add(windowing);
      }
      if (!collection.bounded()) {
        remarks.add("unbounded");
      }
    }
    return remarks.isEmpty() ? "" : "  [" + String.join("; ", remarks) + "]";
  }
}
