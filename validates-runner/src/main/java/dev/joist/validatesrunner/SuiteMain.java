// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import picocli.CommandLine;

/** The program that runs one of Beam's suites; {@code --help} says how. */
public final class SuiteMain {

  private SuiteMain() {}

  /** Exits with 0 if all came out as expected, 1 if something did not, 2 on wrong arguments. */
  public static void main(String[] args) {
    SuiteOptions options = new SuiteOptions();
    CommandLine commandLine =
        new CommandLine(options)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(SuiteMain::onException);
    options.rememberArguments(args);
    System.exit(commandLine.execute(args)); // not return: a broken-off lane may still listen
  }

  private static int onException(
      Exception exception, CommandLine commandLine, CommandLine.ParseResult result) {
    if (exception instanceof IllegalArgumentException) {
      commandLine.getErr().println(exception.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    exception.printStackTrace(commandLine.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
