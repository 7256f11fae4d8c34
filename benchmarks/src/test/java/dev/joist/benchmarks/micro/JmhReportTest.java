// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.measure.Spread;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmhReportTest {

  private static final JmhReport.Figures JOIST =
      new JmhReport.Figures(
          new Spread(50_000_000, 40_000_000, 60_000_000), new Spread(30, 29.5, 31));
  private static final JmhReport.Figures PLAIN_JAVA =
      new JmhReport.Figures(
          new Spread(100_000_000, 90_000_000, 110_000_000), new Spread(20, 19, 21));

  @Test
  void dividesTheMediansOfEachPair() {
    JmhReport report =
        new JmhReport(Map.of("Channel", Map.of("joist", JOIST, "plainJava", PLAIN_JAVA)));

    assertThat(report.render())
        .isEqualTo(
            """
            | Benchmark | Joist, items/s | Plain Java, items/s | Joist / plain Java | Joist, CPU ns an item | Plain Java, CPU ns an item | Joist / plain Java |
            | --- | --- | --- | --- | --- | --- | --- |
            | Channel | 50,000,000 (40,000,000–60,000,000) | 100,000,000 (90,000,000–110,000,000) | 0.50 | 30.0 (29.5–31.0) | 20.0 (19.0–21.0) | 1.50 |
            """);
  }

  @Test
  void leavesOutTheRatioWhenAPatternChoseOneOfAPair() {
    JmhReport report = new JmhReport(Map.of("Shuffle", Map.of("joist", JOIST)));

    assertThat(report.render())
        .contains(
            "| Shuffle | 50,000,000 (40,000,000–60,000,000) | – | – | 30.0 (29.5–31.0) | – | – |");
  }
}
