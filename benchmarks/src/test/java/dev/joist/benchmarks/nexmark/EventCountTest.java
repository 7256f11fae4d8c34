// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class EventCountTest {

  private final EventCount count = new EventCount();

  @Test
  void readsNumbersAsPeopleWriteThem() {
    assertThat(count.convert("1500")).isEqualTo(1500);
    assertThat(count.convert("1_000_000")).isEqualTo(1_000_000);
    assertThat(count.convert("200k")).isEqualTo(200_000);
    assertThat(count.convert("2M")).isEqualTo(2_000_000);
  }

  @Test
  void refusesWhatIsNotANumber() {
    assertThatThrownBy(() -> count.convert("many"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'many' is not a number of events such as 200000, 200k or 2M");
  }
}
