// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What each side took for both rows, as Markdown; each side that is Joist is compared with all that
 * are not.
 */
record WordCountReport(
    String wordCount, List<Side> counting, String startUp, List<Side> starting, Results results) {

  private static final String ABSENT = "–";

  private static final String HOW_THEY_START =
      """

      *Joist by `./joist run`* is the same program as `./joist run PROGRAM` starts it: the script, which runs java on the class
      path of the command line, from its archive of classes, and with a compiler that waits longer. What has no `./joist run` in
      its name is `java -cp` on its class path, without these.
      """;

  String render() {
    return countingTable().render() + "\n" + startingTable().render() + HOW_THEY_START;
  }

  private MarkdownTable countingTable() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "Word count",
                "Distinct words",
                "From start to end, s",
                "CPU, s",
                "Peak memory, MiB"));
    joists().forEach(joist -> header.add(joist.title() + " / it, time"));
    joists().forEach(joist -> header.add(joist.title() + " / it, CPU"));
    MarkdownTable table = new MarkdownTable(header);
    for (Side side : counting) {
      List<String> cells = new ArrayList<>();
      cells.add(side.title());
      cells.add(cell(wordCount, side, run -> run.fact(CountedWords.WORDS), "%,.0f"));
      cells.add(cell(wordCount, side, Measured::wallSeconds, "%.1f"));
      cells.add(cell(wordCount, side, Measured::cpuSeconds, "%.1f"));
      cells.add(cell(wordCount, side, Measured::peakMib, "%,.0f"));
      cells.addAll(ratios(wordCount, side, Measured::wallSeconds));
      cells.addAll(ratios(wordCount, side, Measured::cpuSeconds));
      table.add(cells);
    }
    return table;
  }

  private MarkdownTable startingTable() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "Start-up",
                "CPU before the first element, s",
                "First element after, s",
                "CPU in all, s",
                "Peak memory, MiB"));
    joists().forEach(joist -> header.add(joist.title() + " / it, CPU before the first element"));
    MarkdownTable table = new MarkdownTable(header);
    for (Side side : starting) {
      List<String> cells = new ArrayList<>();
      cells.add(side.title());
      cells.add(cell(startUp, side, Measured::startUpCpuSeconds, "%.1f"));
      cells.add(cell(startUp, side, Measured::startUpSeconds, "%.1f"));
      cells.add(cell(startUp, side, Measured::cpuSeconds, "%.1f"));
      cells.add(cell(startUp, side, Measured::peakMib, "%,.0f"));
      cells.addAll(ratios(startUp, side, Measured::startUpCpuSeconds));
      table.add(cells);
    }
    return table;
  }

  private List<Side> joists() {
    return counting.stream().filter(Side::isJoist).toList();
  }

  private String cell(String row, Side side, ToDoubleFunction<Measured> figure, String format) {
    return results.cell(row, side, figure, format);
  }

  /** That figure of each side that is Joist over that of {@code side}, unless it is one. */
  private List<String> ratios(String row, Side side, ToDoubleFunction<Measured> figure) {
    return joists().stream()
        .map(
            joist ->
                side.isJoist()
                    ? ABSENT
                    : results
                        .ratio(row, joist, side, figure)
                        .map((Spread spread) -> spread.format("%.2f"))
                        .orElse(ABSENT))
        .toList();
  }
}
