// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.scan.ScannedTest;
import dev.joist.validatesrunner.scan.Suite;
import dev.joist.validatesrunner.scan.SuiteScan;
import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FeaturePageTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyFeatureHasTestsAndThePageIsUpToDate() throws IOException {
    FeaturePage page = FeaturePage.make(ROOT);

    assertThat(page.problems()).isEmpty();
    assertThat(Files.readString(ROOT.resolve("docs/features.md")))
        .as("run ./joist test --features")
        .isEqualTo(page.markdown());
  }

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
    Suite suite =
        new Suite(
            "suite",
            List.of(),
            "",
            3,
            1,
            new Suite.Habits(List.of(), List.of(), List.of(), "", false, false));
    return FeaturePage.make(
        Feature.parse(List.of(lines)),
        new SuiteScan(
            suite,
            List.of(
                new ScannedTest(
                    TestId.parse("a.SomeTest#one"), new TreeSet<>(List.of("UsesIt")), false),
                new ScannedTest(TestId.parse("a.SomeTest#two[x]"), new TreeSet<>(), false),
                new ScannedTest(TestId.parse("a.SomeTest#two[y]"), new TreeSet<>(), false)),
            Map.of()),
        ROOT);
  }
}
