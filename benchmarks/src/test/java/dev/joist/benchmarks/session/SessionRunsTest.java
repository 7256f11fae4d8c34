// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.JavaLauncher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRunsTest {

  private static final String COMMAND = "wordcount --runs=2";
  private static final String RUN = "word-count-joist-1";
  private static final Exit SUCCESS = new Exit.Exited(0);
  private static final Exit FAILURE = new Exit.Exited(1);

  @TempDir private Path sessions;

  private SessionRuns runs;

  @BeforeEach
  void setUp() throws IOException {
    runs = runs(SessionFolder.create(sessions, COMMAND));
  }

  @Test
  void takesARunThatSucceededBeforeForWhatItWas() throws Exception {
    assertThat(runs.run(RUN, child(Program.class, "first"))).isEqualTo(SUCCESS);
    long cpuNanos = runs.cost(RUN).cpuNanos();
    Conditions conditions = runs.conditions(RUN);

    SessionRuns later = runs(SessionFolder.latest(sessions, COMMAND));

    assertThat(later.run(RUN, child(Program.class, "fail"))).isEqualTo(SUCCESS);
    assertThat(later.log(RUN)).content().contains("first");
    assertThat(later.cost(RUN).cpuNanos()).isEqualTo(cpuNanos).isPositive();
    assertThat(later.conditions(RUN)).isEqualTo(conditions);
  }

  @Test
  void runsAgainWhatFailedBefore() throws Exception {
    assertThat(runs.run(RUN, child(Program.class, "fail"))).isEqualTo(FAILURE);
    assertThatThrownBy(() -> runs.conditions(RUN))
        .hasMessage("run word-count-joist-1 has not succeeded");

    SessionRuns later = runs(SessionFolder.latest(sessions, COMMAND));

    assertThat(later.run(RUN, child(Program.class, "second"))).isEqualTo(SUCCESS);
    assertThat(later.log(RUN)).content().contains("second");
  }

  /** Prints its argument, unless that is to fail. */
  public static final class Program {

    private Program() {}

    public static void main(String[] args) {
      if (args[0].equals("fail")) {
        throw new IllegalStateException("it fails");
      }
      System.out.println(args[0]);
    }
  }

  private static SessionRuns runs(SessionFolder folder) {
    return new SessionRuns(folder, Duration.ofMinutes(2));
  }

  private static ChildJvm child(Class<?> program, String... args) {
    Path classes =
        Path.of(URI.create(program.getProtectionDomain().getCodeSource().getLocation().toString()));
    return new ChildJvm(
        new JavaLauncher(List.of(classes)), List.of("-Xmx64m"), program.getName(), List.of(args));
  }
}
