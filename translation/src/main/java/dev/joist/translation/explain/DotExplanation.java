// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.KindNames;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.physical.Spread;
import dev.joist.translation.physical.StageLayout;
import java.util.HashMap;
import java.util.Map;

/** Plans as one Graphviz graph with a cluster for each plan, and for each stage. */
public final class DotExplanation {

  private final StringBuilder dot = new StringBuilder();

  private DotExplanation() {}

  /** The Graphviz text of {@code explained}. */
  public static String of(Explained explained) {
    DotExplanation explanation = new DotExplanation();
    explanation.line("digraph joist {");
    explanation.line("  rankdir=TB; node [shape=box, fontname=\"sans-serif\"];");
    explanation.logical("logical", "Logical plan", explained.parsed());
    if (!explained.optimized().plan().equals(explained.parsed())) {
      explanation.logical("optimized", "Optimized plan", explained.optimized().plan());
    }
    explanation.physical(explained.layout());
    explanation.line("}");
    return explanation.dot.toString();
  }

  private void logical(String id, String title, LogicalPlan plan) {
    line("  subgraph cluster_%s {".formatted(id));
    line("    label=%s;".formatted(JsonWriter.quoted(title)));
    Map<CollectionId, String> makers = new HashMap<>();
    int number = 0;
    for (LogicalNode node : plan.nodes()) {
      String dotId = id + number++;
      line("    %s [label=%s];".formatted(dotId, label(node)));
      node.outputs().forEach(output -> makers.put(output, dotId));
      for (CollectionId input : node.inputs()) {
        line("    %s -> %s;".formatted(makers.getOrDefault(input, "unknown"), dotId));
      }
    }
    line("  }");
  }

  private void physical(StageLayout layout) {
    line("  subgraph cluster_physical {");
    line("    label=\"Physical plan\";");
    Map<String, String> ids = new HashMap<>();
    Map<CollectionId, String> makers = new HashMap<>();
    for (int number = 0; number < layout.stages().size(); number++) {
      StageLayout.FusedStage stage = layout.stages().get(number);
      line("    subgraph cluster_stage%d {".formatted(number));
      line(
          "      label=\"stage %d, %s\"; style=rounded;"
              .formatted(number, Description.count(stage.parallelism(), "subtask")));
      for (LogicalNode node : stage.nodes()) {
        String id = "operator" + ids.size();
        ids.put(node.name(), id);
        node.outputs().forEach(output -> makers.put(output, id));
        line("      %s [label=%s];".formatted(id, label(node)));
      }
      line("    }");
    }
    layout.links().forEach(link -> edge(makers, ids, link));
    layout.stages().forEach(stage -> starts(layout, ids, stage));
    line("  }");
  }

  private void edge(
      Map<CollectionId, String> makers, Map<String, String> ids, StageLayout.NodeLink link) {
    String label =
        link.spread() instanceof Spread.Forward
            ? ""
            : " [label=%s]".formatted(JsonWriter.quoted(Description.of(link.spread())));
    line(
        "    %s -> %s%s;"
            .formatted(
                makers.getOrDefault(link.collection(), "unknown"),
                ids.getOrDefault(link.to().name(), "unknown"),
                label));
  }

  private void starts(StageLayout layout, Map<String, String> ids, StageLayout.FusedStage stage) {
    for (int before : stage.startsAfter()) {
      line(
          "    %s -> %s [label=\"starts after\", style=dashed];"
              .formatted(first(ids, layout.stages().get(before)), first(ids, stage)));
    }
  }

  private static String first(Map<String, String> ids, StageLayout.FusedStage stage) {
    return ids.getOrDefault(stage.nodes().get(0).name(), "unknown");
  }

  private static String label(LogicalNode node) {
    return JsonWriter.quoted(node.accept(KindNames.INSTANCE) + "\n" + node.name());
  }

  private void line(String line) {
    dot.append(line).append('\n');
  }
}
