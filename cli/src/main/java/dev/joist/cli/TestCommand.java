// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.failure.ExitCode;
import dev.joist.cli.failure.UsageException;
import dev.joist.cli.suite.Counts;
import dev.joist.cli.suite.Suite;
import dev.joist.cli.suite.SuiteRun;
import dev.joist.cli.suite.Suites;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code joist test}: the suites, and one line for all of them at the end. */
@Command(
    name = "test",
    sortOptions = false,
    header = "Test Joist: its gates, its units and Beam's own suites.",
    description = {
      "",
      "Without --suite it runs what every build runs: most suites, the long ones shortened. The"
          + " last line is 'N passed, N failed, N skipped'; a test that did not run has failed.",
      "",
      "  joist test",
      "  joist test --suite=units",
      "  joist test --suite=gates,validates-runner",
      "  joist test --suite=validates-runner --repeat=10",
      "  joist test --suite=validates-runner-seeded --seeds=20",
      ""
    })
final class TestCommand implements Callable<Integer> {

  private static final String ALL = "all";

  private final Suites suites;
  private final Supplier<Checkout> checkout;

  @Option(
      names = "--suite",
      split = ",",
      paramLabel = "SUITE",
      description =
          "gates, units, jdks, package, programs, validates-runner, needs-runner,"
              + " validates-runner-seeded, beam-sql, beam-kafka, beam-jdbc, tpch or beam-examples,"
              + " in full; all for all of them")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description =
          "run Beam's suites N times in a row, each a line in a file; goes on where it stopped")
  private int repeat;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "how many seeds validates-runner-seeded runs under (default: 20)")
  private int seeds;

  @Option(
      names = "--report",
      description = "run nothing; write docs/validates-runner.md from the last results")
  private boolean report;

  @Option(
      names = "--features",
      description = "run nothing; write docs/features.md from the tests there are")
  private boolean features;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  @Spec private CommandSpec spec;

  TestCommand(Suites suites, Supplier<Checkout> checkout) {
    this.suites = suites;
    this.checkout = checkout;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (report || features) {
      return checkout
          .get()
          .program(
              Main.SUITES_MODULE, Main.SUITES_MAIN, List.of(report ? "--report" : "--features"))
          .run(out::println);
    }
    SuiteRun run = new SuiteRun(checkout.get(), out, names.isEmpty(), furtherArguments());
    List<Suite> chosen = chosen();
    Counts total = Counts.NONE;
    boolean succeeded = true;
    for (Suite suite : chosen) {
      Counts counts = run(suite, run);
      succeeded &= counts.succeeded();
      total = total.plus(counts);
    }
    run.say(total.toString());
    return (succeeded ? ExitCode.DONE : ExitCode.JOB_FAILED).number();
  }

  private List<Suite> chosen() {
    if (names.isEmpty()) {
      return suites.ofEveryBuild();
    }
    return names.contains(ALL) ? suites.all() : suites.named(names);
  }

  private List<String> furtherArguments() {
    List<String> further = new ArrayList<>();
    if (repeat > 0) {
      further.add("--repeat=" + repeat);
    }
    if (seeds > 0) {
      further.add("--seeds=" + seeds);
    }
    if (!further.isEmpty() && names.isEmpty()) {
      throw new UsageException("%s needs a --suite".formatted(further.get(0)));
    }
    return further;
  }

  private static Counts run(Suite suite, SuiteRun run) {
    run.say("== %s: %s".formatted(suite.name(), suite.purpose()));
    Instant start = Instant.now();
    Counts counts = atLeastOne(suite.run(run));
    Duration took = Duration.between(start, Instant.now());
    run.say("== %s: %s in %d s".formatted(suite.name(), counts, took.toSeconds()));
    return counts;
  }

  /** A suite that ran nothing has failed, and the last line must say so too. */
  private static Counts atLeastOne(Counts counts) {
    return counts.equals(Counts.NONE) ? Counts.ONE_FAILED : counts;
  }
}
