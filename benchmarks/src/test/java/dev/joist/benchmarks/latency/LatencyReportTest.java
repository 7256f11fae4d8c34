// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyReportTest {

  @Test
  void hasALineForEachSideAtEachRate() {
    Results results =
        new Results(
            List.of(
                Samples.run(
                    "9 events/s",
                    LatencyCommand.JOIST,
                    5,
                    Map.of(
                        LatencyRecord.RESULTS, 1_200L,
                        LatencyRecord.P50_MICROS, 9_870L,
                        LatencyRecord.P99_MICROS, 29_400L,
                        LatencyRecord.MAXIMUM_MICROS, 31_000L))),
            List.of());

    assertThat(
            new LatencyReport(
                    List.of("9 events/s"),
                    List.of(LatencyCommand.JOIST, LatencyCommand.FLINK),
                    results)
                .render())
        .contains("| 9 events/s | Joist | 1,200 | 9.9 | 29.4 | 31.0 | 5.0 | 300 |")
        .contains("| 9 events/s | Flink | – | – | – | – | – | – |");
  }
}
