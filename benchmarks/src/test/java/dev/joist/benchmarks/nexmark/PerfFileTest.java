// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerfFileTest {

  /** As Nexmark 2.60.0 wrote it, the configuration and the rates shortened. */
  private static final String WRITTEN =
      """

      # 2026-11-21T08:13:08.382Z
      # query:PASSTHROUGH; numEvents:200000
      {"debug":true,"query":"PASSTHROUGH","numEvents":200000}
      {"snapshots":[{"secSinceStart":0.0,"runtimeSec":5.565,"numEvents":200000,"numResults":200000}],\
      "runtimeSec":5.565,"numEvents":200000,"eventsPerSec":35938.9,"numResults":199999,\
      "startupDelaySec":-5.997,"processingDelaySec":0.183,"errors":[%s],"jobId":null}
      """;

  @Test
  void readsTheCountsAndNexmarksClock() throws IOException {
    PerfFile perf = PerfFile.parse(WRITTEN.formatted(""));

    assertThat(perf)
        .isEqualTo(
            new PerfFile(
                200_000,
                199_999,
                5.565,
                Instant.parse("2026-11-21T08:13:02.385Z").toEpochMilli(),
                List.of()));
  }

  @Test
  void countsTheTimeThatNexmarkWatchedTheJobFor() throws IOException {
    String watched =
        WRITTEN.formatted("").replace("\"secSinceStart\":0.0", "\"secSinceStart\":15.5");

    assertThat(PerfFile.parse(watched).firstEventMillis())
        .isEqualTo(Instant.parse("2026-11-21T08:12:46.885Z").toEpochMilli());
  }

  @Test
  void keepsWhatNexmarkComplainsOf() throws IOException {
    assertThat(PerfFile.parse(WRITTEN.formatted("\"stuck\"")).errors()).containsExactly("stuck");
  }

  @Test
  void refusesAFileOfMoreThanOneRun() {
    String run = WRITTEN.formatted("");

    assertThatThrownBy(() -> PerfFile.parse(run + run))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Nexmark's performance file is not that of one run");
  }
}
