// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestIdTest {

  @Test
  void parsesWhatItPrints() {
    TestId id = new TestId("a.B$C", "test[x#1]");

    assertThat(TestId.parse(id.toString())).isEqualTo(id);
    assertThat(id.shortName()).isEqualTo("B$C#test[x#1]");
  }

  @Test
  void numbersTestsOfOneName() {
    TestId id = new TestId("a.B", "test[x]");

    assertThat(id.occurrence(1)).isEqualTo(id);
    assertThat(id.occurrence(2)).isEqualTo(new TestId("a.B", "test[x](2)"));
    assertThat(id.occurrence(2).reported()).isEqualTo(id);
  }

  @Test
  void refusesWhatNamesNoMethod() {
    assertThatThrownBy(() -> TestId.parse("a.B"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'a.B' is not of the form Class#method");
  }

  @Test
  void aReportedNameIsStableWithoutTheIdentityOfAParameter() {
    assertThat(TestId.stable("adds[fn: org.example.Sum@41c2284a]"))
        .isEqualTo("adds[fn: org.example.Sum]");
    assertThat(TestId.stable("mails[someone@example.org]")).isEqualTo("mails[someone@example.org]");
  }
}
