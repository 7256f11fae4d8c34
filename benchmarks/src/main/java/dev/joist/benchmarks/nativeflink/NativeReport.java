// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import static dev.joist.benchmarks.nativeflink.NativeCommand.FLINK;
import static dev.joist.benchmarks.nativeflink.NativeCommand.JOIST;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.List;

/** Events that each side handles in a second of CPU time, as Markdown. */
record NativeReport(List<String> queries, long events, Results results) {

  private static final String ABSENT = "–";

  String render() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Query",
                "Results",
                "Joist, events a CPU second",
                "Flink, events a CPU second",
                "Joist / Flink",
                "Joist, peak memory, MiB",
                "Flink, peak memory, MiB"));
    for (String query : queries) {
      table.add(
          List.of(
              query,
              results.cell(query, JOIST, run -> run.fact(ResultSum.RESULTS), "%,.0f"),
              speed(query, JOIST),
              speed(query, FLINK),
              results
                  .ratio(query, JOIST, FLINK, this::eventsPerCpuSecond)
                  .map(ratio -> ratio.format("%.2f"))
                  .orElse(ABSENT),
              results.cell(query, JOIST, Measured::peakMib, "%,.0f"),
              results.cell(query, FLINK, Measured::peakMib, "%,.0f")));
    }
    return table.render();
  }

  private String speed(String query, Side side) {
    return results.cell(query, side, this::eventsPerCpuSecond, "%,.0f");
  }

  private double eventsPerCpuSecond(Measured run) {
    return events / run.runningCpuSeconds();
  }
}
