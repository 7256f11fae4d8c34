// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.program.ClassPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code run} and {@code explain} have in common: a program, and arguments for it. */
final class ProgramOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MAIN-CLASS|JAR",
      description =
          "A jar with a Main-Class, a class by its full name, or an example by its bare name.")
  private @Nullable String main;

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description = "Jars and directories of the program; DIR/* is all jars of DIR.")
  private String classPath = "";

  @Option(names = "--verbose", description = "When it fails, print the whole stack trace.")
  private boolean verbose;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "The most memory for the heap, such as 2g; a quarter of the machine's without.")
  private @Nullable String heap;

  @Option(
      names = {"-h", "--help"},
      description = "Show this help; after MAIN-CLASS the program gets it.")
  private boolean help;

  /** Whether to show the help of the verb itself. */
  boolean wantsHelp() {
    return help && main == null && unmatched().isEmpty();
  }

  String main() {
    if (heap != null) {
      throw new ParameterException(
          commandLine(),
          "--heap=%s comes too late: Java has started, and the joist script did not start it; give java -Xmx%s"
              .formatted(heap, heap));
    }
    if (main == null) {
      String found = unmatched().isEmpty() ? "" : ", but found " + unmatched().get(0);
      throw new ParameterException(
          commandLine(), "expected MAIN-CLASS or JAR before the pipeline's options" + found);
    }
    return main;
  }

  ClassPath classPath() {
    return ClassPath.parse(classPath);
  }

  boolean verbose() {
    return verbose;
  }

  /** What the program gets, untouched. */
  List<String> arguments() {
    List<String> passedOn = new ArrayList<>(unmatched());
    if (help) {
      passedOn.add("--help");
    }
    return passedOn;
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }

  /** All from the first argument on that is neither MAIN nor an option of the verb. */
  private List<String> unmatched() {
    return commandLine().getUnmatchedArguments();
  }
}
