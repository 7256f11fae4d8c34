// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import static java.util.Objects.requireNonNull;

import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * The table of a JMH run: a row for each benchmark class.
 *
 * @param figures what was measured, by class and method
 */
record JmhReport(Map<String, Map<String, Figures>> figures) {

  private static final String SUFFIX = "Benchmark";
  private static final int MEDIAN_PERCENTILE = 50;
  private static final String ABSENT = "–";

  /** What one benchmark method measured. */
  record Figures(Spread itemsPerSecond, Spread cpuNanosPerItem) {}

  static JmhReport of(Collection<RunResult> results) {
    Map<String, Map<String, Figures>> figures = new TreeMap<>();
    for (RunResult result : results) {
      String[] name = result.getParams().getBenchmark().split("\\.", -1);
      Figures measured =
          new Figures(
              spread(result.getPrimaryResult()),
              spread(requireNonNull(result.getSecondaryResults().get(CpuPerItem.LABEL))));
      figures
          .computeIfAbsent(title(name[name.length - 2]), title -> new TreeMap<>())
          .put(name[name.length - 1], measured);
    }
    return new JmhReport(figures);
  }

  String render() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Benchmark",
                "Joist, items/s",
                "Plain Java, items/s",
                "Joist / plain Java",
                "Joist, CPU ns an item",
                "Plain Java, CPU ns an item",
                "Joist / plain Java"));
    figures.forEach((title, row) -> table.add(cells(title, row)));
    return table.render();
  }

  private static List<String> cells(String title, Map<String, Figures> row) {
    List<String> cells = new ArrayList<>(List.of(title));
    addPair(cells, row, Figures::itemsPerSecond, "%,.0f");
    addPair(cells, row, Figures::cpuNanosPerItem, "%,.1f");
    return cells;
  }

  private static void addPair(
      List<String> cells,
      Map<String, Figures> row,
      Function<Figures, Spread> figure,
      String format) {
    Optional<Spread> joist = Optional.ofNullable(row.get("joist")).map(figure);
    Optional<Spread> plainJava = Optional.ofNullable(row.get("plainJava")).map(figure);
    cells.add(withRange(joist, format));
    cells.add(withRange(plainJava, format));
    cells.add(
        joist
            .flatMap(above -> plainJava.map(below -> above.median() / below.median()))
            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
            .orElse(ABSENT));
  }

  private static String withRange(Optional<Spread> spread, String format) {
    return spread
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    format + " (" + format + "–" + format + ")",
                    found.median(),
                    found.lowest(),
                    found.highest()))
        .orElse(ABSENT);
  }

  private static Spread spread(Result<?> result) {
    Statistics statistics = result.getStatistics();
    return new Spread(
        statistics.getPercentile(MEDIAN_PERCENTILE), statistics.getMin(), statistics.getMax());
  }

  /** "ParDoChainBenchmark" as "ParDoChain". */
  private static String title(String className) {
    return className.endsWith(SUFFIX)
        ? className.substring(0, className.length() - SUFFIX.length())
        : className;
  }
}
