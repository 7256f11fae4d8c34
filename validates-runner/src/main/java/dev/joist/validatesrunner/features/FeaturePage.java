// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import dev.joist.validatesrunner.scan.Suite;
import dev.joist.validatesrunner.scan.SuiteScan;
import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The features of the Java SDK as a page, each with the tests that show it.
 *
 * @param problems sentences: tests that are not there, and categories of Beam's that no feature
 *     names
 */
public record FeaturePage(String markdown, List<String> problems) {

  private static final String LIST = "java-sdk.txt";
  private static final String CATEGORY = "Uses";

  public FeaturePage {
    problems = List.copyOf(problems);
  }

  /**
   * The page of the list of this package.
   *
   * @param showNothing the tests of Beam's that are no evidence: those that pass on a runner that
   *     executes nothing, and those that fail on Joist
   * @param root the directory of the root pom
   */
  public static FeaturePage make(Set<TestId> showNothing, Path root) {
    return make(
        Feature.parse(list()), SuiteScan.of(Suite.named("needs-runner")), showNothing, root);
  }

  static FeaturePage make(
      List<Feature> features, SuiteScan scan, Set<TestId> showNothing, Path root) {
    Evidence evidence = new Evidence(scan, showNothing, root);
    List<String> problems = new ArrayList<>();
    List<Feature> notShown = new ArrayList<>();
    StringBuilder page = new StringBuilder(INTRODUCTION);
    String area = "";
    for (Feature feature : features) {
      List<String> showing =
          tests(feature, evidence, problems).stream()
              .filter(Evidence.Tests::shows)
              .map(Evidence.Tests::text)
              .toList();
      if (showing.isEmpty()) {
        notShown.add(feature);
      } else {
        page.append(row(feature.area().equals(area) ? "" : feature.area(), feature, showing));
        area = feature.area();
      }
    }
    if (!notShown.isEmpty()) {
      page.append(NOT_SHOWN);
      notShown.forEach(feature -> page.append(row(feature.area(), feature, feature.tests())));
    }
    scan.categoryCounts().keySet().stream()
        .filter(category -> category.startsWith(CATEGORY))
        .filter(category -> features.stream().noneMatch(f -> f.tests().contains(category)))
        .forEach(category -> problems.add("no feature names Beam's category " + category));
    return new FeaturePage(page.toString(), problems);
  }

  private static List<Evidence.Tests> tests(
      Feature feature, Evidence evidence, List<String> problems) {
    List<Evidence.Tests> found = new ArrayList<>();
    for (String name : feature.tests()) {
      evidence
          .find(name)
          .ifPresentOrElse(
              found::add,
              () ->
                  problems.add(
                      "feature '%s' names the test %s, which does not exist"
                          .formatted(feature.name(), name)));
    }
    return found;
  }

  private static String row(String area, Feature feature, List<String> tests) {
    return "| %s | %s | %s |%n".formatted(area, feature.name(), String.join(", ", tests));
  }

  private static final String INTRODUCTION =
      """
      # Features of the Java SDK

      The features that a pipeline may use on Joist, each with the tests that show it. A test shows a feature only if it passes on Joist
      and fails on a runner that executes nothing; no other test counts here. Names with a number are Beam's, and the number is how many
      such tests they have: categories (Uses…) and classes of its NeedsRunner tests. The others are tests of Joist. The results of Beam's
      tests are in [validates-runner.md](validates-runner.md).

      `./joist test --features` makes this page from the list `java-sdk.txt` in the module `validates-runner`. A test fails if the page is not
      up to date, if a test of the list does not exist, or if no row has a category of Beam's.

      | area | feature | tests |
      | --- | --- | --- |
      """;

  private static final String NOT_SHOWN =
      """

      ## Not shown

      No test shows these features: each of their tests fails on Joist, passes on a runner that executes nothing, or is ignored by Beam.

      | area | feature | tests |
      | --- | --- | --- |
      """;

  private static List<String> list() {
    try (InputStream resource =
        Objects.requireNonNull(
            FeaturePage.class.getResourceAsStream(LIST), "the list of features is in the jar")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the list of features", e);
    }
  }
}
