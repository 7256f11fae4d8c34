// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The latencies of each side at each rate, as Markdown. */
record LatencyReport(List<String> rows, List<Side> sides, Results results) {

  private static final double MICROS_PER_MILLI = 1e3;

  /** A line for each side at each rate. */
  String render() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Rate",
                "",
                "Results",
                "p50, ms",
                "p99, ms",
                "Maximum, ms",
                "CPU after start-up, s",
                "Peak memory, MiB"));
    for (String row : rows) {
      for (Side side : sides) {
        table.add(
            List.of(
                row,
                side.title(),
                cell(row, side, run -> run.fact(LatencyRecord.RESULTS), "%,.0f"),
                cell(row, side, run -> millis(run, LatencyRecord.P50_MICROS), "%.1f"),
                cell(row, side, run -> millis(run, LatencyRecord.P99_MICROS), "%.1f"),
                cell(row, side, run -> millis(run, LatencyRecord.MAXIMUM_MICROS), "%.1f"),
                cell(row, side, Measured::runningCpuSeconds, "%.1f"),
                cell(row, side, Measured::peakMib, "%,.0f")));
      }
    }
    return table.render();
  }

  private String cell(String row, Side side, ToDoubleFunction<Measured> figure, String format) {
    return results.cell(row, side, figure, format);
  }

  private static double millis(Measured run, String fact) {
    return run.fact(fact) / MICROS_PER_MILLI;
  }
}
