// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HoldSetTest {

  private final HoldSet holds = new HoldSet();

  @Test
  void withoutHoldsHoldsNothing() {
    assertThat(holds.minimum()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(holds.isEmpty()).isTrue();
  }

  @Test
  void isAsLowAsItsLowestHold() {
    holds.add(HoldKind.TIMER, 30);
    holds.add(HoldKind.STATE, 10);
    holds.add(HoldKind.SPLIT, 20);

    assertThat(holds.minimum()).isEqualTo(10);
  }

  @Test
  void countsEqualHoldsAndKeepsTheTimestampUntilTheLastIsRemoved() {
    holds.add(HoldKind.TIMER, 10);
    holds.add(HoldKind.TIMER, 10);
    holds.add(HoldKind.STATE, 10);
    holds.add(HoldKind.STATE, 20);
    assertThat(holds.count(HoldKind.TIMER, 10)).isEqualTo(2);

    holds.remove(HoldKind.TIMER, 10);
    holds.remove(HoldKind.TIMER, 10);
    assertThat(holds.minimum()).isEqualTo(10);

    holds.remove(HoldKind.STATE, 10);
    assertThat(holds.minimum()).isEqualTo(20);
    assertThat(holds.count(HoldKind.STATE, 10)).isZero();

    holds.remove(HoldKind.STATE, 20);
    assertThat(holds.isEmpty()).isTrue();
    assertThat(holds.minimum()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void keepsNoHoldAtTheEndOfTime() {
    holds.add(HoldKind.TIMER, Watermark.FINAL_MILLIS);
    assertThat(holds.isEmpty()).isTrue();

    holds.remove(HoldKind.TIMER, Watermark.FINAL_MILLIS);
    assertThat(holds.isEmpty()).isTrue();
  }

  @Test
  void refusesToRemoveWhatWasNotAdded() {
    assertThatThrownBy(() -> holds.remove(HoldKind.TIMER, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a TIMER hold at 10 was removed, but none are held there");

    holds.add(HoldKind.STATE, 10);
    assertThatThrownBy(() -> holds.remove(HoldKind.TIMER, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a TIMER hold at 10 was removed, but none of that kind are held there");
  }
}
