// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void readsTheLineItWrites() {
    Counts counts = new Counts(12, 3, 4);

    assertThat(counts).hasToString("12 passed, 3 failed, 4 skipped");
    assertThat(Counts.parse(counts.toString())).contains(counts);
  }

  @Test
  void anyOtherLineIsNoResult() {
    assertThat(Counts.parse("")).isEmpty();
    assertThat(Counts.parse("12 passed, 3 failed")).isEmpty();
    assertThat(Counts.parse("all 12 passed, 3 failed, 4 skipped")).isEmpty();
  }

  @Test
  void addsUp() {
    assertThat(new Counts(1, 2, 3).plus(new Counts(10, 20, 30))).isEqualTo(new Counts(11, 22, 33));
  }

  @Test
  void nothingFailedIsNoSuccessUnlessSomethingPassed() {
    assertThat(new Counts(1, 0, 5).succeeded()).isTrue();
    assertThat(new Counts(1, 1, 0).succeeded()).isFalse();
    assertThat(new Counts(0, 0, 5).succeeded()).isFalse();
  }

  @Test
  void refusesNegativeCounts() {
    assertThatThrownBy(() -> new Counts(3, -1, 0))
        .hasMessage("counts cannot be negative: 3 passed, -1 failed, 0 skipped");
  }
}
