// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.joist.validatesrunner.scan.LeftOut;
import dev.joist.validatesrunner.scan.ScannedTest;
import dev.joist.validatesrunner.scan.SuiteScan;
import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The whole result of a run, as it is written to a file.
 *
 * @param passed over all modes
 * @param failed over all modes, and one for each problem
 * @param skipped ignored tests and expected failures
 * @param problems what is wrong with the run as a whole, as sentences
 * @param modes totals by mode
 * @param categories totals by category and mode
 * @param externalTests those that need a process of another language
 * @param leftOut the tests that are not run, with the reason
 */
public record SuiteResult(
    RunInfo run,
    int passed,
    int failed,
    int skipped,
    List<String> problems,
    Map<String, Totals> modes,
    Map<String, Map<String, Totals>> categories,
    List<TestId> externalTests,
    List<LeftOut.Omission> leftOut,
    List<JudgedTest> tests) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What was run.
   *
   * @param command what to type to run it again
   * @param seconds wall time
   */
  public record RunInfo(
      String suite, String runner, String beamVersion, String command, int forks, double seconds) {}

  public SuiteResult {
    problems = List.copyOf(problems);
    externalTests = List.copyOf(externalTests);
    leftOut = List.copyOf(leftOut);
    tests = List.copyOf(tests);
  }

  /** Adds up judged tests. */
  public static SuiteResult of(
      RunInfo run,
      SuiteScan scan,
      List<LeftOut.Omission> leftOut,
      List<JudgedTest> tests,
      List<String> problems) {
    Map<String, Totals> modes = totalsByMode(tests, test -> true);
    Map<String, Map<String, Totals>> categories = new TreeMap<>();
    Map<TestId, Set<String>> categoriesOfTests =
        scan.tests().stream().collect(Collectors.toMap(ScannedTest::id, ScannedTest::categories));
    for (String category : scan.categoryCounts().keySet()) {
      Predicate<TestId> inCategory =
          id -> categoriesOfTests.getOrDefault(id, Set.of()).contains(category);
      categories.put(category, totalsByMode(tests, inCategory));
    }
    Totals all = Totals.of(tests);
    return new SuiteResult(
        run,
        all.passed(),
        all.failed() + problems.size(),
        all.ignored() + all.expectedFailures(),
        problems,
        modes,
        categories,
        scan.inCategory("UsesExternalService"),
        leftOut,
        tests);
  }

  private static Map<String, Totals> totalsByMode(
      List<JudgedTest> tests, Predicate<TestId> predicate) {
    Map<String, List<JudgedTest>> byMode =
        tests.stream()
            .filter(test -> predicate.test(test.outcome().test()))
            .collect(
                Collectors.groupingBy(
                    test -> test.outcome().mode(), LinkedHashMap::new, Collectors.toList()));
    Map<String, Totals> totals = new LinkedHashMap<>();
    byMode.forEach((mode, ofMode) -> totals.put(mode, Totals.of(ofMode)));
    return totals;
  }

  /** The tests with a verdict. */
  public List<JudgedTest> with(Predicate<Verdict> verdict) {
    return tests.stream().filter(test -> verdict.test(test.verdict())).toList();
  }

  /** What {@link #write} wrote. */
  public static SuiteResult read(Path file) {
    try {
      return JSON.readValue(file.toFile(), SuiteResult.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the result %s".formatted(file), e);
    }
  }

  /** Writes the result as JSON. */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the result to " + file, e);
    }
  }
}
