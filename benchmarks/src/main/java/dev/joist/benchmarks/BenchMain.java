// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks;

import dev.joist.benchmarks.curves.CurvesCommand;
import dev.joist.benchmarks.large.LargeCommand;
import dev.joist.benchmarks.latency.LatencyCommand;
import dev.joist.benchmarks.micro.JmhCommand;
import dev.joist.benchmarks.nativeflink.NativeCommand;
import dev.joist.benchmarks.nexmark.NexmarkCommand;
import dev.joist.benchmarks.wordcount.WordCountCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;

/** {@code ./joist bench}: measures Joist. */
@Command(
    name = "bench",
    description = "Measures Joist, beside other runners or a plain Java loop in the same run.",
    subcommands = {
      NexmarkCommand.class,
      LatencyCommand.class,
      WordCountCommand.class,
      CurvesCommand.class,
      NativeCommand.class,
      JmhCommand.class,
      LargeCommand.class
    })
public final class BenchMain {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  private BenchMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BenchMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(sentenceForWhatTheUserCanMend());
  }

  /**
   * A missing file or marker is told in its sentence; anything else with its stack trace, by
   * picocli.
   */
  private static IExecutionExceptionHandler sentenceForWhatTheUserCanMend() {
    return (exception, commandLine, parsed) -> {
      if (exception instanceof IOException || exception instanceof IllegalArgumentException) {
        commandLine.getErr().println(exception.getMessage());
        return commandLine.getCommandSpec().exitCodeOnExecutionException();
      }
      throw exception;
    };
  }
}
