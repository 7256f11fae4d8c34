// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.contest.Measured;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Samples;
import dev.joist.benchmarks.contest.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeReportTest {

  @Test
  void comparesEventsForEachSecondOfProcessorTime() {
    Results results =
        new Results(List.of(run(NativeCommand.JOIST, 2), run(NativeCommand.FLINK, 4)), List.of());

    assertThat(new NativeReport(List.of("5", "8"), 1_000_000, results).render())
        .contains("| 5 | 7 | 500,000 | 250,000 | 2.00 | 300 | 300 |")
        .contains("| 8 | – | – | – | – | – | – |");
  }

  private static Measured run(Side side, long cpuSeconds) {
    return Samples.run("5", side, cpuSeconds, Map.of(ResultSum.RESULTS, 7L));
  }
}
