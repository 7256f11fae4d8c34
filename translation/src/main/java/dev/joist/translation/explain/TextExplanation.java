// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.logical.KindNames;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.optimize.PassReport;
import dev.joist.translation.physical.StageLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plans as text for people. Lines end in a newline alone. */
public final class TextExplanation {

  private final Explained explained;
  private final StringBuilder text = new StringBuilder();
  private final StageIndex index;

  private TextExplanation(Explained explained) {
    this.explained = explained;
    this.index = new StageIndex(explained.layout());
  }

  /** The text of {@code explained}. */
  public static String of(Explained explained) {
    TextExplanation explanation = new TextExplanation(explained);
    explanation.write();
    return explanation.text.toString();
  }

  private void write() {
    line(
        "Logical plan: %s".formatted(Description.count(explained.parsed().nodes().size(), "node")));
    text.append(new NodeTable(explained.parsed()).lines());
    line("");
    line("Optimizer");
    explained.optimized().reports().forEach(this::writeReport);
    line("");
    writeOptimized();
    line("");
    line(
        "Physical plan: %s, %s"
            .formatted(
                Description.count(explained.layout().stages().size(), "stage"),
                Description.count(explained.subtasks(), "subtask")));
    for (int i = 0; i < explained.layout().stages().size(); i++) {
      writeStage(i, explained.layout().stages().get(i));
    }
  }

  private void writeReport(PassReport report) {
    if (report.notes().isEmpty()) {
      line("  %s: nothing to do".formatted(report.pass()));
      return;
    }
    line("  %s:".formatted(report.pass()));
    report.notes().forEach(note -> line("    %s".formatted(note)));
  }

  private void writeOptimized() {
    if (explained.optimized().plan().equals(explained.parsed())) {
      line("Optimized plan: the same");
      return;
    }
    line(
        "Optimized plan: %s"
            .formatted(Description.count(explained.optimized().plan().nodes().size(), "node")));
    text.append(new NodeTable(explained.optimized().plan()).lines());
  }

  private void writeStage(int number, StageLayout.FusedStage stage) {
    line(
        "  stage %d, %s%s"
            .formatted(
                number,
                Description.count(stage.parallelism(), "subtask"),
                startsAfter(stage.startsAfter())));
    Map<String, List<StageIndex.Arrival>> arrivals = index.arrivalsByNode(number);
    for (LogicalNode node : stage.nodes()) {
      line("       %-15s %s".formatted(node.accept(KindNames.INSTANCE), node.name()));
      counted(arrivals.getOrDefault(node.name(), List.of()))
          .forEach(
              (what, links) -> line("         <- " + (links == 1 ? what : what + " x " + links)));
    }
  }

  private static String startsAfter(List<Integer> stages) {
    return stages.isEmpty()
        ? ""
        : ", starts after stage%s %s"
            .formatted(
                stages.size() == 1 ? "" : "s",
                stages.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  /** What arrives, each in a few words, with the number of links that say the same. */
  private static Map<String, Integer> counted(List<StageIndex.Arrival> arrivals) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (StageIndex.Arrival arrival : arrivals) {
      String what =
          arrival.isView()
              ? "the view of stage %d".formatted(arrival.from())
              : "stage %d, %s".formatted(arrival.from(), Description.of(arrival.spread()));
      counts.merge(what, 1, Integer::sum);
    }
    return counts;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
