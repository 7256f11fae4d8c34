// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.scan.LeftOut.Omission;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LeftOutTest {

  private static final Suite SUITE =
      new Suite(
          "suite", List.of(), "", 3, 2, new Suite.Habits(List.of(), List.of(), "", false, false));

  private static final SuiteScan SCAN =
      new SuiteScan(
          SUITE,
          List.of(test("a.B#one"), test("a.B#two[x]"), test("a.C#three")),
          Map.of("a.Broken", "NoClassDefFoundError"));

  @Test
  void namesEveryTestThatIsNotRunWithItsReason() {
    LeftOut leftOut =
        LeftOut.parse(
            List.of("# comment", "", "a.B#two | sleeps", "a.C | Docker", "a.Broken | no library"));

    assertThat(leftOut.omissions(SCAN))
        .containsExactly(
            new Omission("a.B#two[x]", "sleeps"),
            new Omission("a.C#three", "Docker"),
            new Omission("a.Broken", "no library"));
    assertThat(leftOut.problems(SCAN)).isEmpty();
    assertThat(leftOut.find(TestId.parse("a.B#one"))).isEmpty();
  }

  @Test
  void complainsAboutNamesThatAreNoTestsAndClassesThatNobodyAccountsFor() {
    LeftOut leftOut = LeftOut.parse(List.of("a.B#gone | sleeps"));

    assertThat(leftOut.problems(SCAN))
        .containsExactly(
            "the scan could not read class a.Broken (NoClassDefFoundError)",
            "a.B#gone is left out, but is no test of the suite");
  }

  @Test
  void wantsAReason() {
    assertThatThrownBy(() -> LeftOut.parse(List.of("a.B#one | ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.B#one");
  }

  private static ScannedTest test(String id) {
    return new ScannedTest(TestId.parse(id), new TreeSet<>(), false);
  }
}
