// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.failure.ExitCode;
import dev.joist.cli.program.RunningPrograms;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joist explain}: what a Beam program would run. */
@Command(
    name = "explain",
    sortOptions = false,
    header = "Show how Joist would run a Beam program, and run nothing.",
    customSynopsis =
        "joist explain MAIN-CLASS|JAR [--format=text|json|dot] [--classpath PATH] [--verbose]"
            + " [--help[=NAME]] [PIPELINE OPTIONS]",
    description = {
      "",
      "Prints the plans of the pipeline and what each pass of the optimizer did, on stdout. What the"
          + " program itself prints goes to stderr.",
      "",
      "  joist explain TopWords --input=in.txt --output=out",
      "  joist explain TopWords --format=dot --input=in.txt --output=out | dot -Tsvg > plan.svg",
      "",
      "The options of the verb may be anywhere on the line; what follows -- is the program's.",
      ""
    })
final class ExplainCommand implements Callable<Integer>, PassesArgumentsOn {

  /** What the plans are printed as. */
  enum Format {
    TEXT,
    JSON,
    DOT
  }

  private final RunningPrograms programs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or dot, for Graphviz (default: text)")
  private Format format = Format.TEXT;

  @Mixin private ProgramOptions options;

  ExplainCommand(RunningPrograms programs) {
    this.programs = programs;
  }

  @Override
  public Integer call() {
    if (options.wantsHelp()) {
      options.commandLine().usage(options.commandLine().getOut());
      return ExitCode.DONE.number();
    }
    return options.run(programs, format.name().toLowerCase(Locale.ROOT), false);
  }
}
