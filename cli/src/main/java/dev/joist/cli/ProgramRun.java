// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.failure.Diagnosis;
import dev.joist.cli.failure.ExitCode;
import dev.joist.cli.program.Interruption;
import dev.joist.cli.program.PipelineArguments;
import dev.joist.cli.program.Program;
import dev.joist.cli.program.ProgramFinder;
import dev.joist.cli.program.RunningPrograms;
import dev.joist.runner.logging.LogLevels;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Calls a user's program and turns how it ended into an exit code and words. */
final class ProgramRun {

  private final RunningPrograms programs;
  private final ProgramOptions options;

  ProgramRun(RunningPrograms programs, ProgramOptions options) {
    this.programs = programs;
    this.options = options;
  }

  /** Runs it to the end of its jobs, with its arguments as {@code completed} makes them. */
  int run(UnaryOperator<List<String>> completed) {
    ProgramFinder finder = new ProgramFinder(ProgramRun.class.getClassLoader());
    Program program = finder.find(options.main(), options.classPath());
    List<String> arguments = completed.apply(options.arguments());
    // The runner does so too, but what the program logs before it runs the pipeline is earlier.
    PipelineArguments.value(arguments, "logLevel")
        .ifPresent(level -> LogLevels.set(LogLevels.parse(level), Map.of()));
    PrintWriter err = options.commandLine().getErr();
    try (Interruption interruption = Interruption.watch(programs, err)) {
      return call(program, arguments, interruption, err);
    }
  }

  /** Whatever a program throws ends here, errors as well: it is somebody else's code. */
  @SuppressWarnings("CatchingUnchecked")
  private int call(
      Program program, List<String> arguments, Interruption interruption, PrintWriter err) {
    try {
      program.call(arguments);
      programs.awaitAll();
      return ExitCode.DONE.number();
    } catch (Throwable failure) {
      return interruption.happened() ? ExitCode.CANCELLED.number() : report(failure, err);
    }
  }

  private int report(Throwable failure, PrintWriter err) {
    Diagnosis diagnosis = Diagnosis.of(failure);
    err.println("joist: " + diagnosis.text());
    if (options.verbose()) {
      failure.printStackTrace(err);
    } else {
      err.println(hint(diagnosis.exitCode()));
    }
    err.flush();
    return diagnosis.exitCode().number();
  }

  private String hint(ExitCode exitCode) {
    String verb = options.commandLine().getCommandSpec().qualifiedName();
    return exitCode == ExitCode.USAGE
        ? "joist: '%s %s --help' lists the options".formatted(verb, options.main())
        : "joist: '%s --verbose %s ...' prints the whole stack trace"
            .formatted(verb, options.main());
  }
}
