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
                "To",
                "CPU an event, µs",
                "To / from",
                "Peak memory, MiB"));
    for (Curve curve : curves) {
      table.add(
          List.of(
              curve.title(),
              curve.few().describe(),
              cost(curve, CurvesCommand.FEW),
              curve.many().describe(),
              cost(curve, CurvesCommand.MANY),
              results
                  .ratio(curve.title(), CurvesCommand.MANY, CurvesCommand.FEW, this::microsPerEvent)
                  .map(ratio -> ratio.format("%.2f"))
                  .orElse("–"),
              results.cell(curve.title(), CurvesCommand.MANY, Measured::peakMib, "%,.0f")));
    }
    return table.render();
  }

  private String cost(Curve curve, Side side) {
    return results.cell(curve.title(), side, this::microsPerEvent, "%.2f");
  }

  private double microsPerEvent(Measured run) {
    return run.runningCpuSeconds() * MICROS_PER_SECOND / events;
  }
}
