// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsOperatorTest {

  private static final WindowingStrategy<?, ?> FIVES =
      WindowingStrategy.of(Sessions.withGapDuration(Duration.millis(5)));

  @Test
  void firesASessionWhenTheWatermarkIsPastItsEnd() throws Exception {
    new OperatorHarness(sessions(FIVES), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(1, "a", 1))
        .element(0, at(4, "a", 2))
        .element(0, at(20, "a", 3))
        .watermark(0, 8)
        .expect(0)
        .watermark(0, 9)
        .expect(0, "a=[1, 2] @8 [1..9) ON_TIME#0.")
        .watermark(0, 30)
        .expect(0, "a=[3] @24 [20..25) ON_TIME#0.")
        .expectWatermark(30)
        .run();
  }

  @Test
  void makesOneOfSessionsThatAnElementJoins() throws Exception {
    new OperatorHarness(sessions(FIVES), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(10, "a", 1))
        .element(0, at(2, "a", 2))
        .element(0, at(18, "a", 3))
        .element(0, at(30, "a", 4))
        .element(0, at(6, "a", 5))
        .element(0, at(14, "a", 6))
        .watermark(0, 22)
        .expect(0)
        .watermark(0, 23)
        .expect(0, "a=[2, 1, 5, 3, 6] @22 [2..23) ON_TIME#0.")
        .watermark(0, 35)
        .expect(0, "a=[4] @34 [30..35) ON_TIME#0.")
        .run();
  }

  @Test
  void keepsSessionsThatTouchApart() throws Exception {
    new OperatorHarness(sessions(FIVES), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(5, "a", 1))
        .element(0, at(0, "a", 2))
        .watermark(0, 10)
        .expect(0, "a=[2] @4 [0..5) ON_TIME#0.", "a=[1] @9 [5..10) ON_TIME#0.")
        .run();
  }

  @Test
  void dropsWhatIsPastTheEndOfItsOwnSession() throws Exception {
    new OperatorHarness(sessions(FIVES), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(10, "a", 1))
        .watermark(0, 12)
        .settle()
        .element(0, at(6, "a", 2))
        .element(0, at(8, "a", 3))
        .watermark(0, 15)
        .expect(0, "a=[1, 3] @14 [8..15) ON_TIME#0.")
        .run();
  }

  @Test
  void tellsWhenSessionsEnd() throws Exception {
    Operator operator = sessions(FIVES).create(new DirectContext());
    operator.open();
    operator.input(0).accept(at(11, "a", 1));
    operator.input(0).accept(at(1, "b", 1));
    operator.input(0).accept(at(2, "b", 1));
    operator.finishBundle();

    assertThat(operator.holds(9))
        .containsExactly(
            new Hold(HoldKind.STATE, "1 open sessions of a key of Group", 6),
            new Hold(HoldKind.STATE, "1 open sessions of a key of Group", 15));
    assertThat(operator.isHolding()).isTrue();
    operator.onWatermark(0, 20);

    assertThat(operator.holds(9)).isEmpty();
    assertThat(operator.isHolding()).isFalse();
  }

  @Test
  void isNotForOtherWindowsNorForLateData() {
    assertThatThrownBy(() -> sessions(Groups.tens()))
        .hasMessage(
            "Group cannot be grouped at the ends of sessions: its windows are not sessions");
    assertThatThrownBy(() -> sessions(FIVES.withAllowedLateness(Duration.millis(1))))
        .hasMessage(
            "Group cannot be grouped at the ends of sessions: its windows outlive their ends");
  }

  private static OperatorFactory sessions(WindowingStrategy<?, ?> windowing) {
    return Groups.of(windowing, Jobs.services(), GroupingStrategy.SESSIONS);
  }

  private static WindowedValue<?> at(long timestamp, String key, int value) {
    return pair(window(timestamp, timestamp + 5), timestamp, key, value);
  }
}
