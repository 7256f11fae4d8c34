// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.failure.ExitCode;
import dev.joist.cli.program.RunningPrograms;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joist run}: a Beam program on Joist. */
@Command(
    name = "run",
    sortOptions = false,
    header = "Run a Beam program on Joist.",
    customSynopsis =
        "joist run MAIN-CLASS|JAR [--classpath PATH] [--verbose] [--allowOtherRunner] [--help[=NAME]]"
            + " [PIPELINE OPTIONS]",
    description = {
      "",
      "Calls the program's main method with the pipeline options as they are, and with"
          + " --runner=JoistRunner. Progress is on stderr (--quiet: none)."
          + " Ctrl-C cancels the job, a second one ends the process at once.",
      "",
      "  joist run TopWords --input=examples/data/*.txt --output=/tmp/words",
      "  joist run my-pipeline.jar --parallelism=4",
      "  joist run com.example.MyPipeline --classpath 'target/classes:libs/*' --input=in.txt",
      "",
      "The options of the verb may be anywhere on the line; what follows -- is the program's.",
      ""
    })
final class RunCommand implements Callable<Integer>, PassesArgumentsOn {

  private final RunningPrograms programs;

  @Option(
      names = "--allowOtherRunner",
      description = "Let the program run its pipelines on a runner that it chooses itself.")
  private boolean allowOtherRunner;

  @Mixin private ProgramOptions options;

  RunCommand(RunningPrograms programs) {
    this.programs = programs;
  }

  @Override
  public Integer call() {
    if (options.wantsHelp()) {
      options.commandLine().usage(options.commandLine().getOut());
      return ExitCode.DONE.number();
    }
    return options.run(programs, null, allowOtherRunner);
  }
}
