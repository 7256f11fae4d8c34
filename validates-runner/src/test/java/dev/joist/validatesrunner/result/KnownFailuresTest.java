// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.scan.TestId;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownFailuresTest {

  @Test
  void listsATestForSomeModesOrForAll() {
    KnownFailures known =
        KnownFailures.parse(
            List.of(
                "# a comment",
                "",
                "a.B#one | p1-batch, p4-batch | no timers | yet",
                "a.B#two | * | no state"));

    assertThat(known.find("p4-batch", TestId.parse("a.B#one")))
        .hasValueSatisfying(entry -> assertThat(entry.cause()).isEqualTo("no timers | yet"));
    assertThat(known.find("p4-streaming", TestId.parse("a.B#one"))).isEmpty();
    assertThat(known.find("p4-streaming", TestId.parse("a.B#two"))).isPresent();
  }

  @Test
  void knowsTheTestsThatPassOnlyWhereElementsAreChecked() {
    KnownFailures known =
        KnownFailures.parse(
            List.of("a.B#one | unchecked | changes an element", "a.B#two | * | no state"));

    assertThat(known.find("p4-batch", TestId.parse("a.B#one"))).isPresent();
    assertThat(known.find("p4-batch-checked", TestId.parse("a.B#one"))).isEmpty();
    assertThat(known.wantsChecks(TestId.parse("a.B#one"))).isTrue();
    assertThat(known.wantsChecks(TestId.parse("a.B#two"))).isFalse();
  }

  @Test
  void refusesALineWithoutACause() {
    assertThatThrownBy(() -> KnownFailures.parse(List.of("a.B#one | * | ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no cause; say why the test fails");
    assertThatThrownBy(() -> KnownFailures.parse(List.of("a.B#one | *")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not of the form");
  }

  @Test
  void refusesALineTwice() {
    assertThatThrownBy(
            () -> KnownFailures.parse(List.of("a.B#one | x | why", "a.B#one | x,y | why")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("known failure 'a.B#one | x,y | why' repeats 'a.B#one | x | why'");
  }
}
