// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.measure.Spread;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static final Side JOIST = Side.joist();
  private static final Side FLINK = Side.rival("Flink", "flink", List.of());
  private static final String ROW = "5";

  @Test
  void dividesTheSidesTurnByTurn() {
    Results results =
        new Results(
            List.of(run(JOIST, 2, 7), run(FLINK, 4, 7), run(JOIST, 6, 7), run(FLINK, 6, 7)),
            List.of());

    assertThat(results.ratio(ROW, JOIST, FLINK, Measured::runningCpuSeconds))
        .contains(new Spread(0.75, 0.5, 1));
    assertThat(results.cell(ROW, JOIST, Measured::runningCpuSeconds, "%.1f"))
        .isEqualTo("4.0 (2.0–6.0)");
  }

  @Test
  void hasNeitherCellNorRatioOfASideThatDidNotRun() {
    Results results = new Results(List.of(run(JOIST, 2, 7)), List.of());

    assertThat(results.cell(ROW, FLINK, Measured::cpuSeconds, "%.1f")).isEqualTo("–");
    assertThat(results.ratio(ROW, JOIST, FLINK, Measured::cpuSeconds)).isEmpty();
  }

  @Test
  void complainsOfRunsThatFailedAndOfResultsThatDiffer() {
    Results results =
        new Results(List.of(run(JOIST, 2, 7), run(FLINK, 2, 8)), List.of("run 2 failed"));

    assertThat(results.complaints(Set.of("checksum", "absent")))
        .containsExactly("run 2 failed", "5: checksum differs: Joist 7, Flink 8");
  }

  @Test
  void hasNothingToComplainOfWhereResultsAgree() {
    Results results = new Results(List.of(run(JOIST, 2, 7), run(FLINK, 3, 7)), List.of());

    assertThat(results.complaints(Set.of("checksum"))).isEmpty();
    assertThat(results.noise())
        .isEqualTo("other processes used 0.3 cores on average and 0.3 at most");
  }

  @Test
  void tellsStartingFromRunning() {
    Measured run = run(JOIST, 5, 7);

    assertThat(run.startUpCpuSeconds()).isEqualTo(2);
    assertThat(run.startUpSeconds()).isEqualTo(3);
    assertThat(run.runningCpuSeconds()).isEqualTo(5);
    assertThat(run.cpuSeconds()).isEqualTo(8);
    assertThat(run.wallSeconds()).isEqualTo(10);
    assertThat(run.peakMib()).isEqualTo(300);
  }

  private static Measured run(Side side, long runningCpuSeconds, long checksum) {
    return Samples.run(ROW, side, runningCpuSeconds, Map.of("checksum", checksum));
  }
}
