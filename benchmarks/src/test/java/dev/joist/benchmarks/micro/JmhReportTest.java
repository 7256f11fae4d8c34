// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.measure.Spread;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmhReportTest {

  @Test
  void dividesTheMediansOfEachPair() {
    JmhReport report =
        new JmhReport(
            Map.of(
                "Channel",
                Map.of(
                    "joist", new Spread(50_000_000, 40_000_000, 60_000_000),
                    "plainJava", new Spread(100_000_000, 90_000_000, 110_000_000))));

    assertThat(report.render())
        .isEqualTo(
            """
            | Benchmark | Joist, items/s | Plain Java, items/s | Joist / plain Java |
            | --- | --- | --- | --- |
            | Channel | 50,000,000 (40,000,000–60,000,000) | 100,000,000 (90,000,000–110,000,000) | 0.50 |
            """);
  }

  @Test
  void leavesOutTheRatioWhenAPatternChoseOneOfAPair() {
    JmhReport report =
        new JmhReport(Map.of("Shuffle", Map.of("joist", new Spread(5_000, 4_000, 6_000))));

    assertThat(report.render()).contains("| Shuffle | 5,000 (4,000–6,000) | – | – |");
  }
}
