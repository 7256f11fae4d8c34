// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.group.Groups.W1;
import static dev.joist.operators.group.Groups.W2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Keys;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What it does beside the general operator is in {@link EndOfWindowEqualityTest}. */
class EndOfWindowOperatorTest {

  @Test
  void firesAWindowWhenTheWatermarkIsPastIt() throws Exception {
    new OperatorHarness(Groups.atEndsOfWindows(Groups.tens()), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W2, 11, "a", 2))
        .element(0, pair(W1, 2, "b", 3))
        .element(0, pair(W1, 3, "a", 4))
        .watermark(0, 9)
        .expect(0)
        .watermark(0, 10)
        .expectInAnyOrder(0, "a=[1, 4] @9 [0..10) ON_TIME#0.", "b=[3] @9 [0..10) ON_TIME#0.")
        .watermark(0, 20)
        .expect(0, "a=[2] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @Test
  void firesAgainForWhatComesLateUntilTheWindowExpires() throws Exception {
    new OperatorHarness(Groups.atEndsOfWindows(Groups.accumulating(DefaultTrigger.of(), 5)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .watermark(0, 12)
        .expect(0, "a=[1] @9 [0..10) ON_TIME#0")
        .element(0, pair(W1, 2, "a", 2))
        .expect(0, "a=[1, 2] @9 [0..10) LATE#1")
        .element(0, pair(W1, 3, "b", 3))
        .expect(0, "b=[3] @9 [0..10) LATE#0")
        .watermark(0, 15)
        .settle()
        .element(0, pair(W1, 4, "a", 4))
        .run();
  }

  @Test
  void tellsWhichWindowsAreOpen() throws Exception {
    Operator operator = Groups.atEndsOfWindows(Groups.tens()).create(new DirectContext());
    operator.open();
    operator.input(0).accept(pair(W2, 11, "a", 1));
    operator.input(0).accept(pair(W1, 1, "a", 1));
    operator.input(0).accept(pair(W1, 2, "b", 1));
    operator.finishBundle();

    assertThat(operator.holds(9))
        .containsExactly(
            new Hold(HoldKind.STATE, "2 of the groups of Group", 9),
            new Hold(HoldKind.STATE, "1 of the groups of Group", 19));
    assertThat(operator.holds(1)).hasSize(1);
    assertThat(operator.isHolding()).isTrue();
    operator.onWatermark(0, 20);

    assertThat(operator.holds(9)).isEmpty();
    assertThat(operator.isHolding()).isFalse();
  }

  @Test
  void isNotForWindowsThatMerge() {
    WindowingStrategy<?, ?> sessions =
        WindowingStrategy.of(Sessions.withGapDuration(Duration.millis(5)));

    assertThatThrownBy(() -> Groups.atEndsOfWindows(sessions))
        .hasMessage("Group cannot be grouped at the ends of windows: its windows merge");
  }
}
