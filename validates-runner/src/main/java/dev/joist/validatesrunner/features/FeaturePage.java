// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import dev.joist.validatesrunner.scan.Suite;
import dev.joist.validatesrunner.scan.SuiteScan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The features of the Java SDK as a page, each with its tests.
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
   * @param root the directory of the root pom
   */
  public static FeaturePage make(Path root) {
    return make(Feature.parse(list()), SuiteScan.of(Suite.named("needs-runner")), root);
  }

  static FeaturePage make(List<Feature> features, SuiteScan scan, Path root) {
    Evidence evidence = new Evidence(scan, root);
    List<String> problems = new ArrayList<>();
    StringBuilder page = new StringBuilder(INTRODUCTION);
    String area = "";
    for (Feature feature : features) {
      List<String> found = new ArrayList<>();
      for (String test : feature.tests()) {
        Optional<String> described = evidence.describe(test);
        described.ifPresentOrElse(
            found::add,
            () ->
                problems.add(
                    "feature '%s' names the test %s, which does not exist"
                        .formatted(feature.name(), test)));
      }
      page.append(
          "| %s | %s | %s |%n"
              .formatted(
                  feature.area().equals(area) ? "" : feature.area(),
                  feature.name(),
                  String.join(", ", found)));
      area = feature.area();
    }
    scan.categoryCounts().keySet().stream()
        .filter(category -> category.startsWith(CATEGORY))
        .filter(category -> features.stream().noneMatch(f -> f.tests().contains(category)))
        .forEach(category -> problems.add("no feature names Beam's category " + category));
    return new FeaturePage(page.toString(), problems);
  }

  private static final String INTRODUCTION =
      """
      # Features of the Java SDK

      What a pipeline may use, each with the tests that show it on Joist. Names with a number are Beam's, and that is how many tests
      they have: categories (Uses…) and classes of its NeedsRunner tests. The others are tests of ours. What came of
      Beam's tests is in [validates-runner.md](validates-runner.md).

      Made by `./joist test --features` of the list `java-sdk.txt` in the module `validates-runner`; a test fails where the page is not up
      to date, a test of the list does not exist, or a category of Beam's is in no row.

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
