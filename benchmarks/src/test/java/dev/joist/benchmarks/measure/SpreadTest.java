// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesTheMiddleOfAnOddNumberOfValuesWhateverTheirOrder() {
    assertThat(Spread.of(List.of(30.0, 10.0, 21.0))).isEqualTo(new Spread(21, 10, 30));
  }

  @Test
  void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    assertThat(Spread.of(List.of(40.0, 10.0, 30.0, 20.0))).isEqualTo(new Spread(25, 10, 40));
  }

  @Test
  void isASingleValueThreeTimes() {
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void dividesTurnByTurnSoThatASlowTurnOfBothCancels() {
    Spread ratio = Spread.ofRatios(List.of(200.0, 20.0, 220.0), List.of(100.0, 10.0, 100.0));

    assertThat(ratio).isEqualTo(new Spread(2, 2, 2.2));
  }

  @Test
  void refusesNoValuesAndTurnsThatDoNotPair() {
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("no value has no spread");
    assertThatThrownBy(() -> Spread.ofRatios(List.of(1.0, 2.0), List.of(1.0)))
        .hasMessage("2 numerators do not pair with 1 denominators");
  }

  @Test
  void refusesAMedianThatIsNotANumber() {
    assertThatThrownBy(() -> Spread.of(List.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
