// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What each runner took for both rows, as Markdown; the first side is compared with the others. */
record WordCountReport(String wordCount, String startUp, List<Side> sides, Results results) {

  private static final String ABSENT = "–";

  String render() {
    return counting().render() + "\n" + starting().render();
  }

  private MarkdownTable counting() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Word count",
                "Distinct words",
                "From start to end, s",
                "CPU, s",
                "Joist / it, time",
                "Joist / it, CPU",
                "Peak memory, MiB"));
    for (Side side : sides) {
      table.add(
          List.of(
              side.title(),
              cell(wordCount, side, run -> run.fact(CountedWords.WORDS), "%,.0f"),
              cell(wordCount, side, Measured::wallSeconds, "%.1f"),
              cell(wordCount, side, Measured::cpuSeconds, "%.1f"),
              ratio(wordCount, side, Measured::wallSeconds),
              ratio(wordCount, side, Measured::cpuSeconds),
              cell(wordCount, side, Measured::peakMib, "%,.0f")));
    }
    return table;
  }

  private MarkdownTable starting() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Start-up",
                "CPU before the first element, s",
                "First element after, s",
                "Joist / it, CPU",
                "CPU in all, s",
                "Peak memory, MiB"));
    for (Side side : sides) {
      table.add(
          List.of(
              side.title(),
              cell(startUp, side, Measured::startUpCpuSeconds, "%.1f"),
              cell(startUp, side, Measured::startUpSeconds, "%.1f"),
              ratio(startUp, side, Measured::startUpCpuSeconds),
              cell(startUp, side, Measured::cpuSeconds, "%.1f"),
              cell(startUp, side, Measured::peakMib, "%,.0f")));
    }
    return table;
  }

  private String cell(String row, Side side, ToDoubleFunction<Measured> figure, String format) {
    return results.cell(row, side, figure, format);
  }

  private String ratio(String row, Side side, ToDoubleFunction<Measured> figure) {
    Side joist = sides.get(0);
    return side.equals(joist)
        ? ABSENT
        : results
            .ratio(row, joist, side, figure)
            .map((Spread spread) -> spread.format("%.2f"))
            .orElse(ABSENT);
  }
}
