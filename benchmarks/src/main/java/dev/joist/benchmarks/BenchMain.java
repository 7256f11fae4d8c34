// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks;

import dev.joist.benchmarks.nexmark.NexmarkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./joist bench}: measures Joist. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Joist, beside other runners or a plain Java loop in the same run.",
    subcommands = NexmarkCommand.class)
public final class BenchMain {

  private BenchMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BenchMain()).setCaseInsensitiveEnumValuesAllowed(true);
  }
}
