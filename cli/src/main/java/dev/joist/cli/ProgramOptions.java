// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.program.ClassPath;
import dev.joist.cli.program.RunningPrograms;
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
      description =
          "Show this help; with MAIN-CLASS, the program's options and Joist's. --help=NAME lists"
              + " those of one interface of options.")
  private boolean help;

  /** What {@link ProgramArguments} makes of {@code --help} behind a program. */
  static final String PROGRAM_HELP = "--help-of-program";

  @Option(names = PROGRAM_HELP, hidden = true)
  private @Nullable String programHelp;

  /** Whether to show the help of the verb itself. */
  boolean wantsHelp() {
    return help && main == null && unmatched().isEmpty();
  }

  private String main() {
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

  /** Calls the program, to have its pipelines explained in a format where there is one. */
  int run(RunningPrograms programs, @Nullable String explain, boolean allowOtherRunner) {
    ProgramCall call =
        new ProgramCall(
            main(),
            arguments(),
            new ProgramCall.How(explain, programHelp, allowOtherRunner, verbose),
            null);
    return new ProgramRun(programs, commandLine().getOut(), commandLine().getErr())
        .run(call, ClassPath.parse(classPath));
  }

  /** What the program gets, untouched. */
  private List<String> arguments() {
    return unmatched();
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }

  /** All from the first argument on that is neither MAIN nor an option of the verb. */
  private List<String> unmatched() {
    return commandLine().getUnmatchedArguments();
  }
}
