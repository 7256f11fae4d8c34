// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import dev.joist.cli.failure.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A command to run as a process of its own.
 *
 * <p><b>Lifecycle:</b> it ends with this process, which then waits for it, so that its last words
 * come before the prompt.
 *
 * @param command the program and its arguments
 * @param directory where it runs
 */
public record ChildProcess(List<String> command, Path directory) {

  public ChildProcess {
    command = List.copyOf(command);
  }

  /** Runs it on this process's own input and outputs; returns its exit code. */
  public int run() {
    return await(start(builder().inheritIO()));
  }

  /** Runs it, handing each line of its standard output to {@code lines}; errors go to ours. */
  public int run(Consumer<String> lines) {
    return read(builder().redirectError(ProcessBuilder.Redirect.INHERIT), lines);
  }

  /** As {@link #run(Consumer)}, with its standard error among the lines. */
  public int runMerged(Consumer<String> lines) {
    return read(builder().redirectErrorStream(true), lines);
  }

  private int read(ProcessBuilder builder, Consumer<String> lines) {
    Process process = start(builder);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      process.getOutputStream().close(); // it gets no input
      reader.lines().forEach(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return await(process);
  }

  private ProcessBuilder builder() {
    return new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
  }

  private Process start(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "joist-child"));
      return process;
    } catch (IOException e) {
      throw new UsageException("%s cannot be started".formatted(command.get(0)), e);
    }
  }

  private static void end(Process process) {
    process.destroy();
    await(process);
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
