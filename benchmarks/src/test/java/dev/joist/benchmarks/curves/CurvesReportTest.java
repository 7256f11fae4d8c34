// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Samples;
import dev.joist.benchmarks.contest.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvesReportTest {

  private static final CurvesCommand.Curve CURVE =
      new CurvesCommand.Curve(
          "10× windows",
          new Load(Load.Shape.COUNT, 1_000, 1),
          new Load(Load.Shape.COUNT, 1_000, 10));

  @Test
  void dividesTheCostOfAnEventWithMoreByThatWithLessOnBothSides() {
    assertThat(
            render(
                run(CurvesCommand.FEW, 4),
                run(CurvesCommand.MANY, 5),
                run(CurvesCommand.PLAIN_FEW, 1),
                run(CurvesCommand.PLAIN_MANY, 3)))
        .contains(
            "| 10× windows | 1,000 keys, 1 window an event | 2.00 | 0.500"
                + " | 1,000 keys, 10 windows an event | 2.50 | 1.500 | 1.25 | 3.00 | 300 |");
  }

  @Test
  void hasDashesWherePlainJavaWasLeftOut() {
    assertThat(render(run(CurvesCommand.FEW, 4), run(CurvesCommand.MANY, 5)))
        .contains("| 2.00 | – |", "| 2.50 | – | 1.25 | – | 300 |");
  }

  private static Measured run(Side side, long runningCpuSeconds) {
    return Samples.run(CURVE.title(), side, runningCpuSeconds, Map.of());
  }

  private static String render(Measured... runs) {
    Results results = new Results(List.of(runs), List.of());
    return new CurvesReport(List.of(CURVE), 2_000_000, results).render();
  }
}
