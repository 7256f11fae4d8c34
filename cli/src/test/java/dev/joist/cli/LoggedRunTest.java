// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program logs, as the person sees it who has started it. */
@Timeout(240)
class LoggedRunTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";
  private static final String PROGRAM = "dev\\.joist\\.examples\\.LoggingProgram: ";

  @TempDir Path folder;

  @Test
  void itsInfoIsShownInOneFormatWithTheStepsName() throws IOException {
    List<String> lines = run("--stateBackend=rocksdb");

    assertThat(lines)
        .anyMatch(line -> line.matches(TIME + "INFO  " + PROGRAM + "begins"))
        .anyMatch(
            line ->
                line.matches(TIME + "INFO  \\[Tell/ParMultiDo\\(Tell\\)] " + PROGRAM + "number 7"))
        .anyMatch(
            line ->
                line.matches(
                    TIME
                        + "WARN  \\[Tell/ParMultiDo\\(Tell\\)] com\\.example\\.library: old number"
                        + " 7"))
        .anyMatch(line -> line.matches(TIME + "WARN  .*: --stateBackend=rocksdb has no effect: .*"))
        .anyMatch(
            line ->
                line.matches(TIME + "INFO  .*: done after .*1 element read.*; results: Tell 1.*"))
        .noneMatch(line -> line.contains("in detail"))
        .noneMatch(line -> line.contains("well defined equals method"));
  }

  @Test
  void levelsCanBeChosenForAllLoggersAndForOne() throws IOException {
    List<String> lines =
        run(
            "--logLevel=ERROR",
            "--sdkHarnessLogLevelOverrides={\"dev.joist.examples.LoggingProgram\":\"DEBUG\"}");

    assertThat(lines)
        .anyMatch(line -> line.matches(TIME + "DEBUG .* " + PROGRAM + "number 7 in detail"))
        .noneMatch(line -> line.contains("begins"))
        .noneMatch(line -> line.contains("old number"));
  }

  private List<String> run(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "run", "LoggingProgram", "--parallelism=1"));
    command.addAll(List.of(options));
    List<String> lines = new ArrayList<>();
    int exitCode = new ChildProcess(command, folder).runMerged(lines::add);
    assertThat(exitCode).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
