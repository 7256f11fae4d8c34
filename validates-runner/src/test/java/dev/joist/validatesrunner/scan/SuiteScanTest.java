// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.joist.validatesrunner.fixtures.Scanned;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteScanTest {

  private static final String PREFIX = Scanned.class.getName();

  @Test
  void findsAllTestsOfACategoryWhereverItStands() {
    SuiteScan scan = scanFixtures(7, 3);

    assertThat(scan.tests())
        .extracting(test -> test.id().shortName())
        .containsExactly(
            "Scanned$Child#ignored",
            "Scanned$Child#inherited",
            "Scanned$Child#narrower",
            "Scanned$Whole#one",
            "Scanned$WithParameters#one[a]",
            "Scanned$WithParameters#one[a](2)",
            "Scanned$WithParameters#one[b]");
    assertThat(scan.problems()).isEmpty();
  }

  @Test
  void countsACategoryForThoseThatExtendItToo() {
    assertThat(scanFixtures(7, 3).categoryCounts())
        .containsExactly(
            entry("Scanned$Narrower", 1L), entry("Scanned$Other", 1L), entry("Scanned$Wanted", 7L));
  }

  @Test
  void knowsWhatIsIgnored() {
    assertThat(scanFixtures(7, 3).tests().stream().filter(ScannedTest::ignored))
        .extracting(test -> test.id().methodName())
        .containsExactly("ignored");
  }

  @Test
  void saysThatTheCountIsNotTheOneOfTheRelease() {
    assertThat(scanFixtures(8, 3).problems())
        .containsExactly("the scan of fixtures found 7 tests in 3 classes, but there are 8 in 3");
  }

  @Test
  void findsTheValidatesRunnerTestsOfBeam() {
    SuiteScan scan = SuiteScan.of(Suite.named("validates-runner"));

    assertThat(scan.problems()).isEmpty();
    assertThat(scan.tests()).hasSize(413).doesNotHaveDuplicates();
    assertThat(scan.classCount()).isEqualTo(62);
    assertThat(scan.categoryCounts())
        .containsEntry("ValidatesRunner", 413L)
        .containsEntry("NeedsRunner", 413L)
        .containsEntry("UsesSideInputs", 81L)
        .containsEntry("UsesStatefulParDo", 78L)
        .containsEntry("UsesTimersInParDo", 64L)
        .containsEntry("LargeKeys$Above10KB", 5L)
        .containsEntry("UsesExternalService", 11L);
    assertThat(scan.tests().stream().filter(ScannedTest::ignored))
        .extracting(test -> test.id().shortName())
        .containsExactly("SplittableDoFnTest#testLateData", "PDoneTest#testEmptyTransform");
  }

  @Test
  void findsTheNeedsRunnerTestsOfBeamAndAmongThemTheValidatesRunnerOnes() {
    SuiteScan scan = SuiteScan.of(Suite.named("needs-runner"));

    assertThat(scan.problems()).isEmpty();
    assertThat(scan.tests()).extracting(ScannedTest::id).hasSize(977).doesNotHaveDuplicates();
    assertThat(scan.tests().stream().map(test -> test.id().reported()).distinct()).hasSize(976);
    assertThat(scan.categoryCounts()).containsEntry("ValidatesRunner", 413L);
  }

  private static SuiteScan scanFixtures(int tests, int classes) {
    return SuiteScan.of(
        new Suite(
            "fixtures",
            List.of(new TestSource(PREFIX, PREFIX)),
            Scanned.Wanted.class.getName(),
            tests,
            classes,
            new Suite.Habits(List.of(), List.of(), "", false, false)));
  }
}
