// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.failure.ExitCode;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code joist} without a verb: what it is and what it can do. */
@Command(
    name = "joist",
    synopsisSubcommandLabel = "VERB",
    versionProvider = Version.class,
    description = {
      "Runs Apache Beam pipelines on this machine: one process, all cores.",
      "",
      "  joist run TopWords --input=examples/data/*.txt --output=/tmp/words",
      "  joist test",
      ""
    },
    commandListHeading = "Verbs (joist VERB --help says more):%n",
    footerHeading = "%nExit codes:%n")
final class JoistCommand implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Joist, Beam and Java.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean version;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getErr());
    return ExitCode.USAGE.number();
  }

  /** One line for each exit code, as the help shows them. */
  static String[] exitCodes() {
    return Arrays.stream(ExitCode.values())
        .map(code -> "%5d  %s".formatted(code.number(), code.meaning()))
        .toArray(String[]::new);
  }
}
