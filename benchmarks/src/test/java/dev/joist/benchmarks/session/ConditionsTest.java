// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  @Test
  void tellsHowBusyOtherProcessesWereWhereThatIsKnown() {
    assertThat(
            Conditions.noise(
                Stream.of(
                    new Conditions(1, 0.2), new Conditions(1, Double.NaN), new Conditions(2, 0.4))))
        .isEqualTo("other processes used 0.3 cores on average and 0.4 at most");
    assertThat(Conditions.noise(Stream.of(new Conditions(1, Double.NaN))))
        .isEqualTo("how busy other processes were is not known");
  }
}
