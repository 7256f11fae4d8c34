// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.failure.Diagnosis;
import dev.joist.cli.failure.ExitCode;
import dev.joist.cli.failure.ShellWord;
import dev.joist.cli.failure.UsageException;
import dev.joist.cli.program.BeamVersion;
import dev.joist.cli.program.ClassPath;
import dev.joist.cli.program.Interruption;
import dev.joist.cli.program.OptionsHelp;
import dev.joist.cli.program.OwnClassPath;
import dev.joist.cli.program.PipelineArguments;
import dev.joist.cli.program.Program;
import dev.joist.cli.program.ProgramFiles;
import dev.joist.cli.program.ProgramFinder;
import dev.joist.cli.program.RunnerChoice;
import dev.joist.cli.program.RunningPrograms;
import dev.joist.runner.Explanations;
import dev.joist.runner.logging.LogLevels;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/** Calls a user's program and turns how it ended into an exit code and words. */
final class ProgramRun {

  private final RunningPrograms programs;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param out gets plans that are explained; what the program prints is its own business
   */
  ProgramRun(RunningPrograms programs, PrintWriter out, PrintWriter err) {
    this.programs = programs;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it to the end of its jobs, where its libraries come first: in this class loader if they
   * are not here as well, else in one that has all of Joist once more.
   */
  int run(ProgramCall call, ClassPath classPath) {
    ProgramFiles files = ProgramFiles.of(call.name(), classPath);
    Optional<BeamVersion> beam =
        BeamVersion.difference(files.classPath()).map(version -> version.check(call.name()));
    beam.ifPresent(version -> say(version.warning(call.name())));
    ProgramCall known = beam.map(call::with).orElse(call);
    OwnClassPath own = OwnClassPath.current();
    return own.overlaps(files.classPath())
        ? SeparateRun.in(own.loaderFor(files.classPath())).run(known, files.mainClass(), out, err)
        : run(known, files);
  }

  /** Runs it in this class loader. */
  int run(ProgramCall call, ProgramFiles files) {
    Program program = new ProgramFinder(ProgramRun.class.getClassLoader()).find(files);
    ProgramCall.How how = call.how();
    if (how.help() != null) {
      return help(program, call.name(), how.help());
    }
    // The runner does so too, but what the program logs before it runs the pipeline is earlier.
    PipelineArguments.value(call.arguments(), "logLevel")
        .ifPresent(level -> LogLevels.set(LogLevels.parse(level), Map.of()));
    try (Interruption interruption = Interruption.watch(programs, err);
        RunnerChoice choice =
            RunnerChoice.begin(
                how.explain(), how.allowOtherRunner(), call.arguments(), this::say)) {
      return how.explain() == null
          ? call(program, call, interruption, choice)
          : explain(program, call, interruption, choice);
    }
  }

  /** Lists the options of the program, whose code does not run. */
  private int help(Program program, String name, String wanted) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(program.loader());
    try {
      OptionsHelp.of(name, program).print(wanted, out);
      return ExitCode.DONE.number();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** As {@link #call}, with the plans alone on standard output. */
  private int explain(
      Program program, ProgramCall call, Interruption interruption, RunnerChoice choice) {
    PrintStream before = System.out;
    System.setOut(System.err);
    Explanations.give(
        plan -> {
          out.println(plan);
          out.flush();
        });
    try {
      return call(program, call, interruption, choice);
    } finally {
      Explanations.give(before::println);
      System.setOut(before);
    }
  }

  /** Whatever a program throws ends here, errors as well: it is somebody else's code. */
  @SuppressWarnings("CatchingUnchecked")
  private int call(
      Program program, ProgramCall call, Interruption interruption, RunnerChoice choice) {
    int before = programs.begun();
    try {
      program.call(call.completedArguments());
      programs.awaitAll();
      choice.refusal().ifPresent(ProgramRun::raise);
      if (programs.begun() == before && !call.how().allowOtherRunner()) {
        throw new UsageException(
            "%s ended and ran no pipeline: its main method has to call run() on one"
                .formatted(call.name()));
      }
      return ExitCode.DONE.number();
    } catch (Throwable failure) {
      if (interruption.happened()) {
        return ExitCode.CANCELLED.number();
      }
      if (call.how().explain() != null && programs.begun() > before) {
        say("the program failed later, since its pipeline did not run: " + failure);
        return ExitCode.DONE.number();
      }
      return report(choice.told(failure), call);
    }
  }

  private static void raise(UsageException refusal) {
    throw refusal;
  }

  private int report(Throwable failure, ProgramCall call) {
    Diagnosis diagnosis = Diagnosis.of(failure, call.arguments());
    say(diagnosis.text());
    if (call.beam() != null && diagnosis.isLinkage()) {
      say(call.beam().advice());
    }
    if (call.how().verbose()) {
      failure.printStackTrace(err);
    } else {
      say(hint(diagnosis.exitCode(), call));
    }
    err.flush();
    return diagnosis.exitCode().number();
  }

  private static String hint(ExitCode exitCode, ProgramCall call) {
    String name = ShellWord.of(call.name());
    return exitCode == ExitCode.USAGE
        ? "'%s %s --help' lists the options".formatted(call.verb(), name)
        : "'%s --verbose %s ...' prints the whole stack trace".formatted(call.verb(), name);
  }

  private void say(String text) {
    err.println("joist: " + text);
    err.flush();
  }
}
