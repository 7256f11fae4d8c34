// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.scan.ScannedTest;
import dev.joist.validatesrunner.scan.Suite;
import dev.joist.validatesrunner.scan.SuiteScan;
import dev.joist.validatesrunner.scan.TestId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeaturePageTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void countsTheTestsThatAFeatureNames() {
    FeaturePage page =
        page(
            "Area | one | UsesIt, SomeTest, SomeTest#two",
            "Area | own | dev.joist.validatesrunner.features.FeaturePageTest#countsTheTestsThatAFeatureNames");

    assertThat(page.problems()).isEmpty();
    assertThat(page.markdown())
        .contains("| Area | one | UsesIt (1), SomeTest (3), SomeTest#two (2) |")
        .contains("|  | own | `FeaturePageTest#countsTheTestsThatAFeatureNames` |");
  }

  @Test
  void countsNoTestThatAlsoPassesOnARunnerThatExecutesNothingOrThatFailsOnJoist() {
    FeaturePage page =
        page(Set.of("a.SomeTest#one", "a.SomeTest#two[x]"), "Area | one | UsesIt, SomeTest");

    assertThat(page.problems()).isEmpty();
    assertThat(page.markdown())
        .contains("| Area | one | SomeTest (1) |")
        .doesNotContain("Not shown");
  }

  @Test
  void listsAFeatureOfWhichNoTestShowsAnythingAsNotShown() {
    FeaturePage page =
        page(
            Set.of("a.SomeTest#one"),
            "Area | one | UsesIt",
            "Area | two | SomeTest",
            "Area | three | SomeTest#ignored");

    assertThat(page.problems()).isEmpty();
    assertThat(page.markdown()).contains("| Area | two | SomeTest (2) |");
    assertThat(page.markdown().substring(page.markdown().indexOf("## Not shown")))
        .contains("| Area | one | UsesIt |", "| Area | three | SomeTest#ignored |")
        .doesNotContain("two");
  }

  @Test
  void complainsAboutTestsThatDoNotExistAndCategoriesWithoutAFeature() {
    FeaturePage page =
        page("Area | one | SomeTest, SomeTest#gone, dev.joist.Gone, dev.joist.state.Gone#gone");

    assertThat(page.problems())
        .containsExactly(
            "feature 'one' names the test SomeTest#gone, which does not exist",
            "feature 'one' names the test dev.joist.Gone, which does not exist",
            "feature 'one' names the test dev.joist.state.Gone#gone, which does not exist",
            "no feature names Beam's category UsesIt");
  }

  @Test
  void wantsATestForEachFeature() {
    assertThatThrownBy(() -> Feature.parse(List.of("Area | one | ")))
        .hasMessage("feature 'one' has no test");
  }

  private static FeaturePage page(String... lines) {
    return page(Set.of(), lines);
  }

  private static FeaturePage page(Set<String> showNothing, String... lines) {
    Suite suite =
        new Suite(
            "suite", List.of(), "", 3, 1, new Suite.Habits(List.of(), List.of(), "", false, false));
    return FeaturePage.make(
        Feature.parse(List.of(lines)),
        new SuiteScan(
            suite,
            Stream.concat(
                    Stream.of(
                        new ScannedTest(
                            TestId.parse("a.SomeTest#one"),
                            new TreeSet<>(List.of("UsesIt")),
                            false),
                        new ScannedTest(TestId.parse("a.SomeTest#ignored"), new TreeSet<>(), true)),
                    Stream.of("a.SomeTest#two[x]", "a.SomeTest#two[y]")
                        .map(name -> new ScannedTest(TestId.parse(name), new TreeSet<>(), false)))
                .toList(),
            Map.of()),
        showNothing.stream().map(TestId::parse).collect(Collectors.toSet()),
        ROOT);
  }
}
