// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.process.ChildReport.TracePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildReportTest {

  private static final ChildReport REPORT =
      new ChildReport(
          1000, 3000, 900, -1, List.of(new TracePoint(1100, 200), new TracePoint(1200, 400)));

  @Test
  void interpolatesTheCpuTimeBetweenSamples() {
    assertThat(REPORT.cpuNanosAt(1150)).isEqualTo(300);
    assertThat(REPORT.cpuNanosAt(1050)).isEqualTo(100);
  }

  @Test
  void staysWithinTheTrace() {
    assertThat(REPORT.cpuNanosAt(900)).isZero();
    assertThat(REPORT.cpuNanosAt(5000)).isEqualTo(900);
  }
}
