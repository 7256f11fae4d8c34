// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * The table of a JMH run: a row for each benchmark class.
 *
 * @param speeds items per second by class and method
 */
record JmhReport(Map<String, Map<String, Spread>> speeds) {

  private static final String SUFFIX = "Benchmark";
  private static final int MEDIAN_PERCENTILE = 50;
  private static final String ABSENT = "–";

  static JmhReport of(Collection<RunResult> results) {
    Map<String, Map<String, Spread>> speeds = new TreeMap<>();
    for (RunResult result : results) {
      String[] name = result.getParams().getBenchmark().split("\\.", -1);
      Statistics statistics = result.getPrimaryResult().getStatistics();
      speeds
          .computeIfAbsent(title(name[name.length - 2]), title -> new TreeMap<>())
          .put(
              name[name.length - 1],
              new Spread(
                  statistics.getPercentile(MEDIAN_PERCENTILE),
                  statistics.getMin(),
                  statistics.getMax()));
    }
    return new JmhReport(speeds);
  }

  String render() {
    MarkdownTable table =
        new MarkdownTable(
            List.of("Benchmark", "Joist, items/s", "Plain Java, items/s", "Joist / plain Java"));
    speeds.forEach((title, row) -> table.add(cells(title, row)));
    return table.render();
  }

  private static List<String> cells(String title, Map<String, Spread> row) {
    Spread joist = row.get("joist");
    Spread plainJava = row.get("plainJava");
    String ratio =
        joist == null || plainJava == null
            ? ABSENT
            : String.format(Locale.ROOT, "%.2f", joist.median() / plainJava.median());
    return List.of(title, speed(joist), speed(plainJava), ratio);
  }

  private static String speed(@Nullable Spread spread) {
    return spread == null
        ? ABSENT
        : String.format(
            Locale.ROOT, "%,.0f (%,.0f–%,.0f)", spread.median(), spread.lowest(), spread.highest());
  }

  /** "ParDoChainBenchmark" as "ParDoChain". */
  private static String title(String className) {
    return className.endsWith(SUFFIX)
        ? className.substring(0, className.length() - SUFFIX.length())
        : className;
  }
}
