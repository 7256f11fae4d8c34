// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.validatesrunner.features.FeaturePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportRunTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyFeatureHasTestsAndThePageIsUpToDate() throws IOException {
    FeaturePage page = FeaturePage.make(SuiteLists.testsThatShowNothing(), ROOT);

    assertThat(page.problems()).isEmpty();
    assertThat(Files.readString(ROOT.resolve("docs/features.md")))
        .as("run ./joist test --features")
        .isEqualTo(page.markdown());
  }

  @Test
  void aPassOnARunnerThatExecutesNothingShowsNoTransformInAnotherLanguage() {
    FeaturePage page = FeaturePage.make(SuiteLists.testsThatShowNothing(), ROOT);
    int notShown = page.markdown().indexOf("## Not shown");

    assertThat(notShown).isPositive();
    assertThat(page.markdown().indexOf("transforms in another language")).isGreaterThan(notShown);
  }
}
