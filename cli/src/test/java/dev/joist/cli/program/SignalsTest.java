// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private final List<String> ends = new ArrayList<>();
  private final Signals signals =
      new Signals(code -> ends.add("in order " + code), code -> ends.add("at once " + code));

  @Test
  void theFirstEndsTheProcessInOrderAndTheSecondAtOnce() {
    signals.onSignal(2);
    signals.onSignal(2);

    assertThat(ends).containsExactly("in order 130", "at once 130");
  }

  @Test
  void theSecondMayBeAnother() {
    signals.onSignal(2);
    signals.onSignal(15);

    assertThat(ends).containsExactly("in order 130", "at once 143");
  }
}
