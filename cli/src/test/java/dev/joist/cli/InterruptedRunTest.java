// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as the child process of a terminal meets it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptedRunTest {

  @TempDir Path folder;

  private @Nullable Process child;

  @AfterEach
  void leaveNoProcessBehind() {
    if (child != null) {
      child.destroyForcibly();
    }
  }

  @Test
  void cancelsTheJobTearsItsFunctionsDownAndExitsWith130() throws Exception {
    Path errors = folder.resolve("stderr");
    Process process = start("EndlessProgram", Redirect.to(errors.toFile()));
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("counting");

    interrupt(process);

    assertThat(output.lines()).isNotEmpty().containsOnly("torn down");
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readAllLines(errors)).contains("joist: cancelling");
  }

  @Test
  void namesWhatDoesNotReturnAndEndsAtOnceAtTheSecond() throws Exception {
    Process process = start("StubbornProgram", Redirect.PIPE);
    assertThat(process.inputReader().readLine()).isEqualTo("working");

    interrupt(process);

    List<String> errors =
        linesUntil("joist: Ctrl-C again ends the process at once", process.errorReader());
    assertThat(errors)
        .contains("joist: cancelling")
        .anySatisfy(line -> assertThat(line).matches("joist: Stubborn\\b.* has not returned.*"))
        .anySatisfy(line -> assertThat(line).contains("StubbornProgram$Stubborn.process"));

    interrupt(process);

    assertThat(process.waitFor()).isEqualTo(130);
  }

  @Test
  void aFunctionThatEndsTheProcessIsNotWaitedFor() throws Exception {
    Process process = start("ExitingProgram", Redirect.PIPE);

    assertThat(process.errorReader().lines())
        .filteredOn(line -> line.startsWith("joist:") || line.contains("does not stop"))
        .containsExactly("joist: cancelling");
    assertThat(process.waitFor()).isEqualTo(3);
  }

  private static List<String> linesUntil(String last, BufferedReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = reader.readLine();
    while (line != null && !line.equals(last)) {
      lines.add(line);
      line = reader.readLine();
    }
    assertThat(line).as("after %s", lines).isEqualTo(last);
    return lines;
  }

  private Process start(String program, Redirect errors) throws IOException {
    List<String> command = new ArrayList<>(heedingInterrupts());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "run", program, "--parallelism=2"));
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    child = process;
    return process;
  }

  /** A shell starts what it puts in the background deaf to Ctrl-C, and children inherit that. */
  private static List<String> heedingInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    boolean deaf =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(1));
    if (!deaf) {
      return List.of();
    }
    assumeThat(Path.of("/usr/bin/env")).exists();
    return List.of("/usr/bin/env", "--default-signal=INT");
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
