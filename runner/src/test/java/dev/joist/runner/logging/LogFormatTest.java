// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.metrics.StepScope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.junit.jupiter.api.Test;

class LogFormatTest {

  private final LogFormat format = new LogFormat(ZoneOffset.UTC);

  @Test
  void aLineHasDateLevelLoggerAndMessage() {
    assertThat(format.format(logged(Level.INFO, "3 lines")))
        .isEqualToNormalizingNewlines("2026-12-01 08:30:00.250 INFO  com.example.Main: 3 lines\n");
  }

  @Test
  void codeOfAStepLogsWithTheStepsName() {
    StepScope scope = new StepScope(new StepMetrics(), "Parse/ParMultiDo(Parse)");

    MetricsContainer before = scope.enter();
    String inside = format.format(logged(Level.WARNING, "odd line"));
    scope.exit(before);

    assertThat(inside)
        .isEqualToNormalizingNewlines(
            "2026-12-01 08:30:00.250 WARN  [Parse/ParMultiDo(Parse)] com.example.Main: odd line\n");
    assertThat(format.format(logged(Level.WARNING, "odd line"))).doesNotContain("[");
  }

  @Test
  void levelsAreThoseOfTheOptions() {
    assertThat(format.format(logged(Level.SEVERE, ""))).contains(" ERROR ");
    assertThat(format.format(logged(Level.FINE, ""))).contains(" DEBUG ");
    assertThat(format.format(logged(Level.FINEST, ""))).contains(" TRACE ");
  }

  @Test
  void whatWasThrownIsBelowTheLine() {
    LogRecord logged = logged(Level.SEVERE, "failed");
    logged.setThrown(new IllegalStateException("no licence"));

    assertThat(format.format(logged).lines())
        .startsWith(
            "2026-12-01 08:30:00.250 ERROR com.example.Main: failed",
            "java.lang.IllegalStateException: no licence");
  }

  private static LogRecord logged(Level level, String message) {
    LogRecord logged = new LogRecord(level, message);
    logged.setLoggerName("com.example.Main");
    logged.setInstant(Instant.parse("2026-12-01T08:30:00.250Z"));
    return logged;
  }
}
