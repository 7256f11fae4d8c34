// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program that runs one of Beam's suites; {@code --help} says how. */
public final class SuiteMain {

  private SuiteMain() {}

  /** Exits with 0 if all came out as expected, 1 if something did not, 2 on wrong arguments. */
  public static void main(String[] args) {
    System.exit(execute(System.out, System.err, args)); // a broken-off lane may still listen
  }

  /** Runs the program and returns its exit code. */
  static int execute(PrintStream out, PrintStream err, String... args) {
    SuiteOptions options = new SuiteOptions(out, err, args);
    return new CommandLine(options)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(SuiteMain::onException)
        .execute(args);
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
