// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.curves.CurvesCommand.Curve;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.List;

/** What an event costs at both ends of each curve, as Markdown. */
record CurvesReport(List<Curve> curves, long events, Results results) {

  private static final double MICROS_PER_SECOND = 1e6;

  String render() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "",
                "From",
                "CPU an event, µs",
                "Plain Java, µs",
                "To",
                "CPU an event, µs",
                "Plain Java, µs",
                "To / from",
                "To / from, plain Java",
                "Peak memory, MiB"));
    for (Curve curve : curves) {
      String row = curve.title();
      table.add(
          List.of(
              row,
              curve.few().describe(),
              cost(row, CurvesCommand.FEW, "%.2f"),
              cost(row, CurvesCommand.PLAIN_FEW, "%.3f"),
              curve.many().describe(),
              cost(row, CurvesCommand.MANY, "%.2f"),
              cost(row, CurvesCommand.PLAIN_MANY, "%.3f"),
              growth(row, CurvesCommand.FEW, CurvesCommand.MANY),
              growth(row, CurvesCommand.PLAIN_FEW, CurvesCommand.PLAIN_MANY),
              results.cell(row, CurvesCommand.MANY, Measured::peakMib, "%,.0f")));
    }
    return table.render();
  }

  private String cost(String row, Side side, String format) {
    return results.cell(row, side, this::microsPerEvent, format);
  }

  private String growth(String row, Side few, Side many) {
    return results
        .ratio(row, many, few, this::microsPerEvent)
        .map(ratio -> ratio.format("%.2f"))
        .orElse("–");
  }

  private double microsPerEvent(Measured run) {
    return run.runningCpuSeconds() * MICROS_PER_SECOND / events;
  }
}
