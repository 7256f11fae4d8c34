// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import dev.joist.validatesrunner.drive.OutcomeSink;
import dev.joist.validatesrunner.drive.TestOutcome;
import dev.joist.validatesrunner.drive.TestUnit;
import dev.joist.validatesrunner.result.JudgedTest;
import dev.joist.validatesrunner.result.KnownCandidates;
import dev.joist.validatesrunner.result.SuiteResult;
import dev.joist.validatesrunner.result.Totals;
import dev.joist.validatesrunner.result.Verdict;
import dev.joist.validatesrunner.scan.SuiteScan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run says: progress to standard error, the result to standard output.
 *
 * <p><b>Threading:</b> lanes report to it at the same time.
 */
final class Console implements OutcomeSink {

  private static final int PROGRESS_EVERY = 50;
  private static final String RESOURCES =
      "validates-runner/src/main/resources/dev/joist/validatesrunner/";
  private static final int LISTED_FAILURES = 60;

  private final SuiteOptions options;
  private final PrintStream out;
  private final PrintStream progress;
  private int total;
  private int done;

  Console(SuiteOptions options, PrintStream out, PrintStream progress) {
    this.options = options;
    this.out = out;
    this.progress = progress;
  }

  void printScan(SuiteScan scan) {
    out.printf(
        "%s: %d tests in %d classes on %s%n",
        scan.suite().name(), scan.tests().size(), scan.classCount(), options.runner());
    StringBuilder line = new StringBuilder();
    scan.categoryCounts()
        .forEach((category, count) -> line.append(category).append(' ').append(count).append(", "));
    out.println("categories: " + line.substring(0, Math.max(0, line.length() - 2)));
  }

  synchronized void begin(List<TestUnit> units) {
    total = units.stream().mapToInt(unit -> unit.tests().size()).sum();
    progress.printf("%d tests in %d units to run%n", total, units.size());
  }

  @Override
  public synchronized void accept(TestOutcome outcome) {
    done++;
    if (outcome.outcome().failed()) {
      progress.printf(
          "%s %s %s (%.1f s) %s%n",
          outcome.outcome(),
          outcome.mode(),
          outcome.test().shortName(),
          outcome.seconds(),
          firstLine(outcome.message()));
    }
    if (done % PROGRESS_EVERY == 0 || done == total) {
      progress.printf("%d of %d tests done%n", done, total);
    }
  }

  /** Tells that a test which asserts wall-clock time is run once more, alone. */
  synchronized void secondTry(TestOutcome first, String reason) {
    total++;
    out.printf(
        "SECOND_TRY %s %s, which failed beside other tests: %s%n",
        first.mode(), first.test().shortName(), reason);
  }

  void printResult(SuiteResult result, Path file) {
    result.modes().forEach(this::printTotals);
    printUnexpected(result, file);
    result.problems().forEach(problem -> out.println("PROBLEM " + problem));
    if (options.writeKnown()) {
      KnownCandidates.lines(result).forEach(out::println);
    }
    out.printf("%.0f s; result in %s%n", result.run().seconds(), file);
    if (!result.leftOut().isEmpty()) {
      out.printf(
          "%d tests or classes not run (listed with the reason in %sleft-out-%s.txt)%n",
          result.leftOut().size(), RESOURCES, result.run().suite());
    }
    long known =
        result.with(verdict -> verdict == Verdict.EXPECTED_FAILURE).stream()
            .filter(test -> !test.comment().isEmpty())
            .count();
    out.printf(
        "%d known failures (listed with their cause in %s)%n",
        known,
        options
            .known()
            .map(Path::toString)
            .orElse(RESOURCES + SuiteLists.knownFailuresFile(options)));
    out.printf(
        "%d passed, %d failed, %d skipped%n", result.passed(), result.failed(), result.skipped());
  }

  private void printTotals(String mode, Totals totals) {
    out.printf(
        "%-16s %d passed, %d failed, %d %s, %d ignored by Beam; %.0f s in tests%n",
        mode,
        totals.passed(),
        totals.failed(),
        totals.expectedFailures(),
        mode.equals("control") ? "fail as they should" : "known failures",
        totals.ignored(),
        totals.seconds());
  }

  private void printUnexpected(SuiteResult result, Path file) {
    List<JudgedTest> unexpected = result.with(Verdict::failsTheRun);
    unexpected.stream()
        .limit(LISTED_FAILURES)
        .forEach(
            test ->
                out.printf(
                    "%s %s %s: %s%n",
                    test.verdict() == Verdict.UNEXPECTED_PASS
                        ? test.verdict()
                        : test.outcome().outcome(),
                    test.outcome().mode(),
                    test.outcome().test().shortName(),
                    firstLine(test.comment() + test.outcome().message())));
    if (unexpected.size() > LISTED_FAILURES) {
      out.printf("… and %d more in %s%n", unexpected.size() - LISTED_FAILURES, file);
    }
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + " …";
  }
}
