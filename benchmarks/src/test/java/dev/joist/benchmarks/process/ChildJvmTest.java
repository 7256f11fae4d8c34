// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir private Path directory;

  private Path report;
  private Path log;

  @BeforeEach
  void setUp() {
    report = directory.resolve("report.json");
    log = directory.resolve("child.log");
  }

  @Test
  void reportsWhatAProgramCostEvenIfItLeavesThreadsBehind() throws Exception {
    Exit exit = child(Programs.Echo.class, "a", "b").run(report, log, LONG);

    assertThat(exit).isEqualTo(new Exit.Exited(0));
    assertThat(log).content().contains("a+b");
    ChildReport cost = ChildReport.read(report);
    assertThat(cost.cpuNanos()).isPositive();
    assertThat(cost.endMillis()).isGreaterThanOrEqualTo(cost.jvmStartMillis());
    assertThat(cost.trace()).isNotEmpty();
  }

  @Test
  void givesTheStatusAndTheStackTraceOfAProgramThatThrows() throws Exception {
    Exit exit = child(Programs.Thrower.class, "99").run(report, log, LONG);

    assertThat(exit).isEqualTo(new Exit.Exited(1));
    assertThat(log).content().contains("java.lang.IllegalStateException: no such query: 99");
  }

  @Test
  void killsAProgramAtItsLimitAndKeepsItsThreads() throws Exception {
    Exit exit = child(Programs.Hanger.class).run(report, log, SHORT);

    assertThat(exit).isEqualTo(new Exit.TimedOut());
    assertThat(log).content().contains("Hanger.main");
  }

  private static ChildJvm child(Class<?> program, String... args) throws IOException {
    Path testClasses =
        Path.of(URI.create(program.getProtectionDomain().getCodeSource().getLocation().toString()));
    return new ChildJvm(
        new JavaLauncher(List.of(testClasses)),
        List.of("-Xmx64m"),
        program.getName(),
        List.of(args));
  }
}
