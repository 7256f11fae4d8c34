// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import dev.joist.validatesrunner.drive.Driver;
import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.drive.TestOutcome;
import dev.joist.validatesrunner.drive.TestUnit;
import dev.joist.validatesrunner.drive.TimeLimits;
import dev.joist.validatesrunner.drive.Timings;
import dev.joist.validatesrunner.drive.WorkPlan;
import dev.joist.validatesrunner.drive.WorkerSetup;
import dev.joist.validatesrunner.result.Expectations;
import dev.joist.validatesrunner.result.JUnitXml;
import dev.joist.validatesrunner.result.Journal;
import dev.joist.validatesrunner.result.Judge;
import dev.joist.validatesrunner.result.KnownFailures;
import dev.joist.validatesrunner.result.SuiteResult;
import dev.joist.validatesrunner.scan.LeftOut;
import dev.joist.validatesrunner.scan.ScannedTest;
import dev.joist.validatesrunner.scan.Suite;
import dev.joist.validatesrunner.scan.SuiteScan;
import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.util.ReleaseInfo;

/** One run of a suite, from the scan to the result. */
final class SuiteRun {

  private final SuiteOptions options;
  private final Console console;
  private final Path out;
  private final SuiteScan scan;
  private final LeftOut leftOut;
  private final List<String> problems = new ArrayList<>();

  SuiteRun(SuiteOptions options, Console console) {
    this.options = options;
    this.console = console;
    this.out = options.out();
    this.scan = SuiteScan.of(options.suite());
    this.leftOut = SuiteLists.leftOut(options.suite());
  }

  /**
   * Runs the suite.
   *
   * @param resumed whether to go on with a run that was interrupted
   */
  SuiteResult run(boolean resumed) throws InterruptedException {
    Expectations expectations = SuiteLists.expectations(options);
    problems.addAll(leftOut.problems(scan));
    problems.addAll(staleEntries(expectations.knownFailures()));
    Map<Mode, List<TestId>> selected = selectedTests(expectations.knownFailures());
    console.printScan(scan);

    long startNanos = System.nanoTime();
    List<TestOutcome> outcomes = runTests(selected, resumed);
    double seconds = (System.nanoTime() - startNanos) / 1e9;

    SuiteResult.RunInfo info =
        new SuiteResult.RunInfo(
            options.suite().name(),
            options.runner(),
            ReleaseInfo.getReleaseInfo().getSdkVersion(),
            options.command(),
            options.forks(),
            seconds);
    SuiteResult result =
        SuiteResult.of(
            info,
            scan,
            leftOut.omissions(scan),
            new Judge(expectations).judge(selected, outcomes),
            problems);
    Path file = out.resolve(resultName() + ".json");
    result.write(file);
    JUnitXml.write(result, out.resolve(resultName() + ".xml"));
    console.printResult(result, file);
    return result;
  }

  /** A part of a suite does not overwrite the result of the whole. */
  private String resultName() {
    return scan.suite().name() + (options.only().isEmpty() ? "" : "-only");
  }

  private List<TestOutcome> runTests(Map<Mode, List<TestId>> selected, boolean resumed)
      throws InterruptedException {
    Journal.Header header = new Journal.Header(scan.suite().name(), List.copyOf(selected.keySet()));
    Path journalFile = out.resolve(resultName() + ".journal");
    Path timingsFile = out.resolve("timings.tsv");
    Timings timings = Timings.read(timingsFile);
    TimeLimits limits = SuiteLists.timeLimits(options.limitSeconds());
    try (Journal journal =
        resumed ? Journal.resume(journalFile, header) : Journal.begin(journalFile, header)) {
      List<TestUnit> units =
          new WorkPlan(timings, limits, !options.suite().habits().hasWholeClasses())
              .units(without(selected, journal.outcomes()));
      console.begin(units);
      WorkerSetup setup =
          new WorkerSetup(
              out,
              options.heap(),
              options.classPath(),
              options.suite().habits().isDefaultRunner() && options.isOurRunner());
      if (options.suite().habits().isDefaultRunner()) {
        scan.suite().sources().forEach(source -> source.copyResources(setup.classes()));
      }
      try {
        new Driver(setup, limits, options.forks())
            .run(
                units,
                outcome -> {
                  journal.accept(outcome);
                  console.accept(outcome);
                });
      } catch (IllegalStateException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      timings.add(journal.outcomes());
      timings.write(timingsFile);
      return secondTries(journal.outcomes(), setup, limits);
    }
  }

  /**
   * Runs tests that assert wall-clock time once more, alone, if they failed while others ran beside
   * them; says so, and takes the second outcome. No other test gets a second try.
   */
  private List<TestOutcome> secondTries(
      List<TestOutcome> first, WorkerSetup setup, TimeLimits limits) throws InterruptedException {
    Map<TestId, String> timed = SuiteLists.timedTests();
    List<TestOutcome> outcomes = new ArrayList<>(first);
    for (TestOutcome outcome : first) {
      String reason = timed.get(outcome.test());
      Optional<Mode> mode =
          options.modes().stream().filter(m -> m.name().equals(outcome.mode())).findFirst();
      if (reason != null && mode.isPresent() && outcome.outcome() != Outcome.PASSED) {
        console.secondTry(outcome, reason);
        TestUnit alone =
            new TestUnit(mode.get(), outcome.test().className(), List.of(outcome.test()), 0);
        new Driver(setup, limits, 1)
            .run(
                List.of(alone),
                again -> {
                  console.accept(again);
                  outcomes.set(outcomes.indexOf(outcome), again);
                });
      }
    }
    return outcomes;
  }

  private static Map<Mode, List<TestId>> without(
      Map<Mode, List<TestId>> selected, List<TestOutcome> done) {
    Map<Mode, List<TestId>> rest = new LinkedHashMap<>();
    selected.forEach(
        (mode, tests) -> {
          Set<TestId> finished =
              done.stream()
                  .filter(outcome -> outcome.mode().equals(mode.name()))
                  .map(TestOutcome::test)
                  .collect(Collectors.toSet());
          rest.put(mode, tests.stream().filter(test -> !finished.contains(test)).toList());
        });
    return rest;
  }

  /** A mode with checks has only the tests that want them, unless it was asked for by its name. */
  private Map<Mode, List<TestId>> selectedTests(KnownFailures known) {
    List<TestId> tests =
        scan.tests().stream()
            .map(ScannedTest::id)
            .filter(test -> leftOut.find(test).isEmpty())
            .filter(this::isSelected)
            .toList();
    if (tests.isEmpty()) {
      throw new IllegalArgumentException(
          "suite %s has no test that --only=%s names"
              .formatted(scan.suite().name(), options.only()));
    }
    Map<Mode, List<TestId>> selected = new LinkedHashMap<>();
    for (Mode mode : options.modes()) {
      List<TestId> ofMode =
          Mode.isChecked(mode.name()) && !options.namesModes()
              ? tests.stream().filter(known::wantsChecks).toList()
              : tests;
      if (!ofMode.isEmpty()) {
        selected.put(mode, ofMode);
      }
    }
    return selected;
  }

  private boolean isSelected(TestId test) {
    return options.only().isEmpty()
        || options.only().stream().anyMatch(pattern -> matches(pattern, test));
  }

  private static boolean matches(String pattern, TestId test) {
    String simpleClass = test.shortName().substring(0, test.shortName().indexOf('#'));
    String name = test.reported().methodName();
    int parameters = name.indexOf('[');
    String method = parameters < 0 ? name : name.substring(0, parameters);
    return List.of(test.className(), simpleClass).stream()
        .anyMatch(
            prefix ->
                pattern.equals(prefix)
                    || pattern.equals(prefix + "#" + method)
                    || pattern.equals(prefix + "#" + test.methodName()));
  }

  /** Listed tests that no suite has are leftovers, such as of an older Beam release. */
  private List<String> staleEntries(KnownFailures known) {
    if (known.entries().isEmpty()) {
      return List.of();
    }
    Set<TestId> all =
        Suite.withList(options.suite().habits().list()).stream()
            .flatMap(suite -> SuiteScan.of(suite).tests().stream())
            .map(ScannedTest::id)
            .collect(Collectors.toSet());
    return known.entries().stream()
        .filter(entry -> !all.contains(entry.test()))
        .map(entry -> "known failure %s is no test of any suite; remove it".formatted(entry.test()))
        .toList();
  }
}
