// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.result.SuiteResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RepeatedRunTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Boolean> resumed = new ArrayList<>();

  @Test
  void addsUpItsRunsAndHasALineForEach() throws Exception {
    int exitCode = series().run(2, flag -> result(flag, 0));

    assertThat(exitCode).isZero();
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("# ./joist").contains("classes"),
            line -> assertThat(line).startsWith("1 began "),
            line -> assertThat(line).endsWith(": 5 passed, 0 failed, 1 skipped in 7 s"),
            line -> assertThat(line).startsWith("2 began "),
            line -> assertThat(line).startsWith("2 ended "));
    assertThat(printed())
        .contains("2 of 2 runs without a failure")
        .endsWith("10 passed, 0 failed, 2 skipped\n");
  }

  @Test
  void goesOnInTheMiddleOfTheRunThatWasInterrupted() throws Exception {
    assertThatThrownBy(
            () ->
                series()
                    .run(
                        3,
                        flag -> {
                          if (resumed.size() == 1) {
                            throw new InterruptedException("stop");
                          }
                          return result(flag, 0);
                        }))
        .isInstanceOf(InterruptedException.class);

    series().run(3, flag -> result(flag, 0));

    assertThat(resumed).containsExactly(false, true, false);
    assertThat(printed()).endsWith("15 passed, 0 failed, 3 skipped\n");
  }

  @Test
  void failsWhereOneRunDidThoughTheOthersAreClean() throws Exception {
    int exitCode = series().run(2, flag -> result(flag, resumed.isEmpty() ? 1 : 0));

    assertThat(exitCode).isEqualTo(1);
    assertThat(printed()).contains("1 of 2 runs without a failure");
  }

  @Test
  void beginsAnewAfterASeriesThatIsComplete() throws Exception {
    series().run(1, flag -> result(flag, 1));

    assertThat(series().run(1, flag -> result(flag, 0))).isZero();
    assertThat(lines()).hasSize(3);
  }

  private RepeatedRun series() {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    SuiteOptions options = new SuiteOptions(stream, stream, "--full");
    new CommandLine(options).parseArgs("--full", "--out=" + directory);
    return new RepeatedRun(options, stream);
  }

  private SuiteResult result(boolean flag, int failed) {
    resumed.add(flag);
    return new SuiteResult(
        new SuiteResult.RunInfo("validates-runner", "r", "2", "c", 1, 7),
        5,
        failed,
        1,
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("validates-runner-repeat.txt"));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
