// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.distribution.PackageSuite;
import dev.joist.cli.failure.Diagnosis;
import dev.joist.cli.failure.ExitCode;
import dev.joist.cli.failure.Suggestion;
import dev.joist.cli.gate.GatesSuite;
import dev.joist.cli.jdk.JdksSuite;
import dev.joist.cli.program.BeamJobs;
import dev.joist.cli.program.RunningPrograms;
import dev.joist.cli.suite.ProgramSuite;
import dev.joist.cli.suite.Suite;
import dev.joist.cli.suite.Suites;
import dev.joist.cli.suite.UnitsSuite;
import dev.joist.cli.suite.UserProgramsSuite;
import dev.joist.runner.logging.ConsoleLog;
import dev.joist.runner.progress.StatusLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code joist} command line. */
public final class Main {

  static final String SUITES_MODULE = "validates-runner";
  static final String SUITES_MAIN = "dev.joist.validatesrunner.SuiteMain";

  private Main() {}

  public static void main(String[] arguments) {
    StatusLine.giveWayToOutput();
    ConsoleLog.install();
    System.exit(commandLine(new BeamJobs(), suites(), Checkout::current).execute(arguments));
  }

  /** The verbs; to add one, add a command here. */
  static CommandLine commandLine(
      RunningPrograms programs, Suites suites, Supplier<Checkout> checkout) {
    CommandLine commandLine = new CommandLine(new JoistCommand());
    commandLine.getCommandSpec().usageMessage().footer(JoistCommand.exitCodes());
    commandLine.addSubcommand(new RunCommand(programs));
    commandLine.addSubcommand(new ExplainCommand(programs));
    commandLine.addSubcommand(new TestCommand(suites, checkout));
    commandLine.addSubcommand(new BenchCommand(checkout));
    commandLine.addSubcommand(new PackageCommand(checkout));
    commandLine.addSubcommand(new CommandLine.HelpCommand());
    for (CommandLine verb : commandLine.getSubcommands().values()) {
      if (verb.getCommand() instanceof PassesArgumentsOn) {
        verb.setStopAtUnmatched(true);
      }
      if (verb.getCommandSpec().findOption(ProgramOptions.PROGRAM_HELP) != null) {
        verb.getCommandSpec().preprocessor(new ProgramArguments());
      }
    }
    return commandLine
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::onWrongUsage)
        .setExecutionExceptionHandler(Main::onFailure);
  }

  private static Suites suites() {
    return new Suites(
        List.of(
            new GatesSuite(),
            new UnitsSuite(),
            new UserProgramsSuite(),
            new JdksSuite(),
            new PackageSuite(),
            beams("validates-runner", "Beam's own tests of what a runner must do", "", true),
            beams("needs-runner", "Beam's own tests of its transforms, on Joist", "", true),
            beams(
                "validates-runner-seeded",
                "the same in orders drawn from seeds, with least channels and bundles",
                "",
                true),
            beams("beam-sql", "the tests of Beam SQL, on Joist", "/sql", false),
            beams("beam-kafka", "the tests of Beam's Kafka connector, on Joist", "/kafka", false),
            beams("beam-jdbc", "the tests of Beam's JDBC connector, on Joist", "/jdbc", false),
            beams(
                "tpch", "the queries of TPC-H by Beam SQL, with DuckDB's answers", "/tpch", false),
            new ProgramSuite(
                "beam-examples",
                "Beam's example programs, with the output of DirectRunner",
                SUITES_MODULE + "/beam-examples",
                "dev.joist.validatesrunner.examples.ExamplesMain",
                false)));
  }

  private static Suite beams(
      String name, String purpose, String classPath, boolean isInEveryBuild) {
    return new ProgramSuite(name, purpose, SUITES_MODULE + classPath, SUITES_MAIN, isInEveryBuild);
  }

  private static int onWrongUsage(ParameterException exception, String[] arguments) {
    CommandLine verb = exception.getCommandLine();
    PrintWriter err = verb.getErr();
    err.println("joist: " + exception.getMessage());
    if (exception instanceof UnmatchedArgumentException unmatched) {
      nearest(unmatched, verb).ifPresent(near -> err.println("joist: did you mean " + near + "?"));
    }
    err.println("joist: see " + verb.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE.number();
  }

  /** The verb or option that was most likely meant. */
  private static Optional<String> nearest(UnmatchedArgumentException exception, CommandLine verb) {
    List<String> known = new ArrayList<>(verb.getCommandSpec().optionsMap().keySet());
    known.addAll(verb.getSubcommands().keySet());
    String typed = exception.getUnmatched().get(0).replaceFirst("=.*", "");
    return Suggestion.nearest(typed, known);
  }

  private static int onFailure(
      Exception exception, CommandLine verb, CommandLine.ParseResult parsed) {
    Diagnosis diagnosis = Diagnosis.of(exception);
    verb.getErr().println("joist: " + diagnosis.text());
    verb.getErr().flush();
    return diagnosis.exitCode().number();
  }
}
