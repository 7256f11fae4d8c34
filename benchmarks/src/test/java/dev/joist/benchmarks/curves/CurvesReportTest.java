// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvesReportTest {

  @Test
  void dividesTheCostOfAnEventWithMoreByThatWithLess() {
    CurvesCommand.Curve curve =
        new CurvesCommand.Curve(
            "10× windows",
            new Load(Load.Shape.COUNT, 1_000, 1),
            new Load(Load.Shape.COUNT, 1_000, 10));
    Results results =
        new Results(
            List.of(
                Samples.run("10× windows", CurvesCommand.FEW, 4, Map.of()),
                Samples.run("10× windows", CurvesCommand.MANY, 5, Map.of())),
            List.of());

    assertThat(new CurvesReport(List.of(curve), 2_000_000, results).render())
        .contains(
            "| 10× windows | 1,000 keys, 1 window an event | 2.00"
                + " | 1,000 keys, 10 windows an event | 2.50 | 1.25 | 300 |");
  }
}
