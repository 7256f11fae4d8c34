// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Keys;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What it does beside the general operator is in {@link EndOfWindowEqualityTest}. */
class MergingOperatorTest {

  private static final Buckets BUCKETS = new Buckets(5, 20);

  @Test
  void firesAWindowWhenTheWatermarkIsPastItsEnd() throws Exception {
    new OperatorHarness(merging(BUCKETS), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, "a", 1))
        .element(0, at(12, "a", 2))
        .element(0, at(21, "a", 3))
        .element(0, at(3, "b", 4))
        .watermark(0, 8)
        .expect(0, "b=[4] @7 [3..8) ON_TIME#0.")
        .watermark(0, 16)
        .expect(0)
        .watermark(0, 17)
        .expect(0, "a=[1, 2] @16 [1..17) ON_TIME#0.")
        .endOfInput()
        .expect(0, "a=[3] @25 [21..26) ON_TIME#0.")
        .run();
  }

  @Test
  void opensAnotherWindowWhereThatWhichItWouldMergeWithHasFired() throws Exception {
    new OperatorHarness(merging(BUCKETS), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, "a", 1))
        .watermark(0, 6)
        .expect(0, "a=[1] @5 [1..6) ON_TIME#0.")
        .element(0, at(4, "a", 2))
        .endOfInput()
        .expect(0, "a=[2] @8 [4..9) ON_TIME#0.")
        .run();
  }

  @Test
  void dropsWhatIsPastTheEndOfItsOwnWindow() throws Exception {
    new OperatorHarness(merging(BUCKETS), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(10, "a", 1))
        .watermark(0, 12)
        .expect(0)
        .element(0, at(6, "a", 2))
        .element(0, at(8, "a", 3))
        .endOfInput()
        .expect(0, "a=[1, 3] @14 [8..15) ON_TIME#0.")
        .run();
  }

  @Test
  void tellsWhenWindowsEnd() throws Exception {
    Operator operator = merging(BUCKETS).create(new DirectContext());
    operator.open();
    operator.input(0).accept(at(11, "a", 1));
    operator.input(0).accept(at(1, "b", 1));
    operator.input(0).accept(at(22, "b", 1));
    assertThat(operator.isDue(0, 5)).isFalse();
    assertThat(operator.isDue(0, 6)).isTrue();
    operator.finishBundle();

    assertThat(operator.holds(9))
        .containsExactly(
            new Hold(HoldKind.STATE, "2 open windows of a key of Group", 5),
            new Hold(HoldKind.STATE, "1 open windows of a key of Group", 15));
    assertThat(operator.isHolding()).isTrue();
    operator.onWatermark(0, 30);

    assertThat(operator.holds(9)).isEmpty();
    assertThat(operator.isHolding()).isFalse();
  }

  @Test
  void namesTheTransformWhoseWindowsCannotBeMerged() throws Exception {
    Operator operator = merging(new Buckets(5, 0)).create(new DirectContext());
    operator.open();
    operator.input(0).accept(at(1, "a", 1));
    operator.input(0).accept(at(2, "a", 1));

    assertThatThrownBy(operator::finishBundle)
        .isInstanceOf(JoistException.class)
        .hasMessage("Group failed: java.lang.ArithmeticException: / by zero");
  }

  @Test
  void isNotForWindowsThatDoNotMergeNorForLateData() {
    assertThatThrownBy(() -> Groups.of(Groups.tens(), Jobs.services(), GroupingStrategy.MERGING))
        .hasMessage(
            "Group cannot be grouped at the ends of merged windows: its windows do not merge");
    assertThatThrownBy(
            () ->
                Groups.of(
                    WindowingStrategy.of(BUCKETS).withAllowedLateness(Duration.millis(1)),
                    Jobs.services(),
                    GroupingStrategy.MERGING))
        .hasMessage(
            "Group cannot be grouped at the ends of merged windows: its windows outlive their ends");
  }

  private static OperatorFactory merging(WindowFn<Object, IntervalWindow> windowFn) {
    return Groups.of(WindowingStrategy.of(windowFn), Jobs.services(), GroupingStrategy.MERGING);
  }

  private static WindowedValue<?> at(long timestamp, String key, int value) {
    return pair(window(timestamp, timestamp + 5), timestamp, key, value);
  }
}
