// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.scan.LeftOut;
import dev.joist.validatesrunner.scan.TestId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Results as a page for people. */
public final class Report {

  private final StringBuilder page = new StringBuilder();

  private Report() {}

  /** The page of the results of several suites: Beam's own, and the queries of TPC-H. */
  public static String markdown(List<SuiteResult> results) {
    Report report = new Report();
    report.line("# The suites on Joist");
    report.line("");
    report.line("Written by `./joist test --report` from the last run of each suite; do not edit.");
    report.summary(results);
    results.forEach(report::suite);
    return report.page.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // Private, and every caller is in sight.
  private void line(String text, Object... arguments) {
    page.append(arguments.length == 0 ? text : text.formatted(arguments)).append('\n');
  }

  private void summary(List<SuiteResult> results) {
    line("");
    line(
        "| suite | modes | passed | failed | known failures | ignored by Beam | not run | command |");
    line("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |");
    for (SuiteResult result : results) {
      List<Totals> totals =
          result.modes().entrySet().stream()
              .filter(mode -> !mode.getKey().equals(Mode.CONTROL))
              .map(Map.Entry::getValue)
              .toList();
      line(
          "| %s | %d | %d | %d | %d | %d | %d | `%s` |",
          result.run().suite(),
          totals.size(),
          totals.stream().mapToInt(Totals::passed).sum(),
          totals.stream().mapToInt(Totals::failed).sum() + result.problems().size(),
          totals.stream().mapToInt(Totals::expectedFailures).sum(),
          totals.stream().mapToInt(Totals::ignored).sum(),
          result.leftOut().size(),
          result.run().command());
    }
    line("");
    line(
        "Numbers are over all modes but the control, a runner that executes nothing. What is not run"
            + " is listed below with the reason.");
  }

  private void suite(SuiteResult result) {
    SuiteResult.RunInfo run = result.run();
    line("");
    line("## %s", run.suite());
    line("");
    line(
        "%d passed, %d failed, %d skipped over all modes, on `%s` with Beam %s, %d JVMs at a time,"
            + " in %.0f s. Made by",
        result.passed(),
        result.failed(),
        result.skipped(),
        run.runner(),
        run.beamVersion(),
        run.forks(),
        run.seconds());
    line("");
    line("    %s", run.command());
    line("");
    result.problems().forEach(problem -> line("**Problem**: %s.%n", problem));
    modes(result);
    knownFailures(result);
    failures(result);
    leftOut(result);
    external(result);
    control(result);
    categories(result);
  }

  private void modes(SuiteResult result) {
    line(
        "| mode | tests | passed | failed | known failures | ignored by Beam | seconds in tests |");
    line("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    result
        .modes()
        .forEach(
            (mode, totals) ->
                line(
                    "| %s | %d | %d | %d | %s | %d | %.0f |",
                    mode,
                    totals.tests(),
                    totals.passed(),
                    totals.failed(),
                    mode.equals(Mode.CONTROL) ? "–" : Integer.toString(totals.expectedFailures()),
                    totals.ignored(),
                    totals.seconds()));
    line("");
  }

  private void knownFailures(SuiteResult result) {
    Map<String, Map<TestId, Set<String>>> byCause = new TreeMap<>();
    for (JudgedTest test : result.with(verdict -> verdict == Verdict.EXPECTED_FAILURE)) {
      if (!test.comment().isEmpty()) {
        byCause
            .computeIfAbsent(test.comment(), cause -> new TreeMap<>())
            .computeIfAbsent(test.outcome().test(), id -> new TreeSet<>())
            .add(test.outcome().mode());
      }
    }
    line("### Known failures");
    line("");
    if (byCause.isEmpty()) {
      line("None.");
      line("");
    }
    byCause.forEach(
        (cause, tests) -> {
          line("%s:", cause);
          line("");
          tests.forEach(
              (test, modes) -> line("* `%s` (%s)", test.shortName(), String.join(", ", modes)));
          line("");
        });
  }

  private void failures(SuiteResult result) {
    List<JudgedTest> failures = result.with(Verdict::failsTheRun);
    if (failures.isEmpty()) {
      return;
    }
    line("### Unexpected");
    line("");
    failures.forEach(
        test ->
            line(
                "* `%s` (%s): %s",
                test.outcome().test().shortName(),
                test.outcome().mode(),
                test.verdict() == Verdict.UNEXPECTED_PASS
                    ? test.comment()
                    : test.outcome().outcome()));
    line("");
  }

  private void leftOut(SuiteResult result) {
    if (result.leftOut().isEmpty()) {
      return;
    }
    Map<String, Set<String>> byReason = new TreeMap<>();
    for (LeftOut.Omission omission : result.leftOut()) {
      byReason
          .computeIfAbsent(omission.reason(), reason -> new TreeSet<>())
          .add(omission.test().substring(omission.test().lastIndexOf('.') + 1));
    }
    line("### Not run");
    line("");
    byReason.forEach(
        (reason, tests) -> {
          line("%s:", reason);
          line("");
          tests.forEach(test -> line("* `%s`", test));
          line("");
        });
  }

  private void external(SuiteResult result) {
    if (result.externalTests().isEmpty()) {
      return;
    }
    line("### Tests of transforms in another language");
    line("");
    line("Of these, those that pass without another process do run:");
    line("");
    bullets(result.externalTests());
  }

  private void control(SuiteResult result) {
    if (!result.modes().containsKey(Mode.CONTROL)) {
      return;
    }
    List<TestId> passes =
        result.tests().stream()
            .filter(test -> test.outcome().mode().equals(Mode.CONTROL))
            .filter(test -> test.verdict() == Verdict.PASSED)
            .map(test -> test.outcome().test())
            .toList();
    line("### The control");
    line("");
    line(
        "A runner that executes nothing passes %d of these tests, which therefore show nothing"
            + " about a runner:",
        passes.size());
    line("");
    bullets(passes);
  }

  private void bullets(Collection<TestId> tests) {
    tests.forEach(test -> line("* `%s`", test.shortName()));
    line("");
  }

  private void categories(SuiteResult result) {
    List<String> modes = List.copyOf(result.modes().keySet());
    if (result.categories().isEmpty()) {
      return;
    }
    line("### By category, passed of all");
    line("");
    line("| category | %s |", String.join(" | ", modes));
    line("| --- | %s |", modes.stream().map(mode -> "---:").collect(Collectors.joining(" | ")));
    result
        .categories()
        .forEach(
            (category, totals) ->
                line(
                    "| %s | %s |",
                    category,
                    modes.stream()
                        .map(totals::get)
                        .map(of -> of == null ? "–" : of.passed() + " of " + of.tests())
                        .collect(Collectors.joining(" | "))));
  }
}
