// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.scan.TestId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

  @Test
  void givesAnOwnLimitToATestAndToAllItsParameters() {
    TimeLimits limits =
        TimeLimits.parse(120, List.of("# a comment", "", "a.B#slow | 600 | sleeps in user code"));

    assertThat(limits.secondsOf(TestId.parse("a.B#slow"))).isEqualTo(600);
    assertThat(limits.secondsOf(TestId.parse("a.B#slow[1](2)"))).isEqualTo(600);
    assertThat(limits.secondsOf(TestId.parse("a.B#slower"))).isEqualTo(120);
  }

  @Test
  void refusesALimitWithoutAReason() {
    assertThatThrownBy(() -> TimeLimits.parse(120, List.of("a.B#slow | 600 |")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not of the form");
  }
}
