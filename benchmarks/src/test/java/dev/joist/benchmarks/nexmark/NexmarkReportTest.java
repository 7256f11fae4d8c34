// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import static dev.joist.benchmarks.nexmark.Mode.BATCH;
import static dev.joist.benchmarks.nexmark.RunnerKind.FLINK;
import static dev.joist.benchmarks.nexmark.RunnerKind.FLOOR;
import static dev.joist.benchmarks.nexmark.RunnerKind.JOIST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NexmarkReportTest {

  private static final NexmarkPlan PLAN =
      new NexmarkPlan(List.of("0", "5"), List.of(BATCH), List.of(JOIST, FLINK), 1000, 1000, 3);

  private final List<Trial> trials = new ArrayList<>();

  @Test
  void givesSpeedsAndRatiosWithTheirSpreadThenCosts() {
    addRuns("0", JOIST, 0.001, 0.002, 0.002);
    addRuns("0", FLINK, 0.002, 0.004, 0.005);
    addRuns("5", JOIST, 0.25, 0.25, 0.25);
    addRuns("5", FLINK, 1, 1, 1);

    assertThat(render())
        .isEqualTo(
            """
            ### Batch

            | Query | Results | Joist, events/s | FlinkRunner, events/s | Joist / FlinkRunner | Joist / FlinkRunner, CPU an event |
            | --- | --- | --- | --- | --- | --- |
            | 0 | 1,234 | 500,000 (500,000–1,000,000) | 250,000 (200,000–500,000) | 2.00 (2.00–2.50) | 1.00 |
            | 5 | 1,234 | 4,000 | 1,000 | 4.00 | 1.00 |

            | Query | Runner | CPU, s | CPU an event after start-up, µs | CPU before the first event, s | First event after, s | Peak memory, MiB | Load average before | Cores used by others |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | 0 | Joist | 3.0 | 1000.0 | 2.0 | 1.5 | 500 | 0.5 | 0.1 |
            | 0 | FlinkRunner | 3.0 | 1000.0 | 2.0 | 1.5 | 500 | 0.5 | 0.1 |
            | 5 | Joist | 3.0 | 1000.0 | 2.0 | 1.5 | 500 | 0.5 | 0.1 |
            | 5 | FlinkRunner | 3.0 | 1000.0 | 2.0 | 1.5 | 500 | 0.5 | 0.1 |

            """);
  }

  @Test
  void marksWhatFailedEvenIfItsFirstRoundPassed() {
    addRuns("0", JOIST, 0.001);
    trials.add(
        new Trial(new RunSpec(JOIST, BATCH, "0", 1000, 2), Samples.failed("exited with 1: x")));
    addRuns("0", FLINK, 0.002, 0.002, 0.002);

    assertThat(render())
        .contains("| 0 | 1,234 | failed | 500,000 | – | – |")
        .contains("| 5 | – | – | – | – | – |");
  }

  @Test
  void showsResultCountsThatDisagree() {
    addRuns("0", JOIST, 0.001);
    trials.add(new Trial(new RunSpec(FLINK, BATCH, "0", 1000, 1), Samples.completed(0.001, 7)));

    assertThat(render()).contains("| 0 | 1,234 ≠ 7 |");
  }

  @Test
  void saysHowFarTheFloorLiesAboveARival() {
    addRuns("0", JOIST, 0.25);
    addRuns("0", FLINK, 1);
    addRuns("0", FLOOR, 0.125);
    NexmarkPlan plan =
        new NexmarkPlan(List.of("0"), List.of(BATCH), List.of(JOIST, FLINK, FLOOR), 1000, 1000, 1);

    assertThat(new NexmarkReport(plan, new NexmarkResults(trials)).render())
        .contains("| Joist / FlinkRunner | Joist / Floor | Floor / FlinkRunner |")
        .contains("| 0 | 1,234 | 4,000 | 1,000 | 8,000 | 4.00 | 0.50 | 8.00 |");
  }

  private void addRuns(String query, RunnerKind runner, double... runtimeSeconds) {
    for (int i = 0; i < runtimeSeconds.length; i++) {
      RunSpec spec = new RunSpec(runner, BATCH, query, 1000, i + 1);
      trials.add(new Trial(spec, Samples.completed(runtimeSeconds[i], 1234)));
    }
  }

  private String render() {
    return new NexmarkReport(PLAN, new NexmarkResults(trials)).render();
  }
}
