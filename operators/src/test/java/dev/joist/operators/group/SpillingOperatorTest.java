// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.group.Groups.W1;
import static dev.joist.operators.group.Groups.W2;
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
import dev.joist.operators.fixture.Keys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it does beside the operator in memory is in {@link SpillingEqualityTest}. */
class SpillingOperatorTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {700, 1 << 20})
  void firesAWindowWhenTheWatermarkIsPastIt(long memoryBytes) throws Exception {
    new OperatorHarness(
            Groups.of(Groups.tens(), Jobs.spilling(folder, memoryBytes), GroupingStrategy.SPILLING),
            1,
            1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W2, 11, "a", 2))
        .element(0, pair(W1, 2, "b", 3))
        .element(0, pair(W1, 3, "a", 4))
        .element(0, pair(W2, 11, "b", 5))
        .watermark(0, 9)
        .expect(0)
        .watermark(0, 10)
        .expectInAnyOrder(0, "a=[1, 4] @9 [0..10) ON_TIME#0.", "b=[3] @9 [0..10) ON_TIME#0.")
        .element(0, pair(W1, 3, "a", 6))
        .element(0, pair(W2, 12, "a", 7))
        .watermark(0, 20)
        .expectInAnyOrder(0, "a=[2, 7] @19 [10..20) ON_TIME#0.", "b=[5] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 700, 1 << 20})
  void firesAWindowWhenNothingMayComeForItAnyMore(long memoryBytes) throws Exception {
    new OperatorHarness(late(memoryBytes), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W2, 11, "a", 2))
        .watermark(0, 12)
        .expect(0)
        .element(0, pair(W1, 2, "a", 3))
        .watermark(0, 15)
        .expect(0, "a=[1, 3] @9 [0..10) ON_TIME#0.")
        .element(0, pair(W1, 3, "a", 4))
        .endOfInput()
        .expect(0, "a=[2] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @Test
  void holdsTheWatermarkForAWindowThatWaitsAndCallsItLateWhereItCouldNot() throws Exception {
    List<String> emitted = new ArrayList<>();
    Operator operator =
        late(1 << 20)
            .create(new DirectContext().leadingTo(one -> emitted.add(Elements.shown(one))));
    operator.open();
    operator.input(0).accept(pair(W1, 1, "a", 1));
    operator.onWatermark(0, 14);
    assertThat(operator.outputWatermark()).isEqualTo(9);
    assertThat(operator.holds(1))
        .containsExactly(new Hold(HoldKind.STATE, "1 of the groups of Group", 9));

    operator.onWatermark(0, 24);
    assertThat(operator.outputWatermark()).isEqualTo(24);
    operator.input(0).accept(pair(W2, 11, "a", 2));
    assertThat(operator.outputWatermark()).isEqualTo(24);
    operator.onWatermark(0, 25);

    assertThat(emitted)
        .containsExactly("a=[1] @9 [0..10) ON_TIME#0.", "a=[2] @19 [10..20) LATE#0.");
    operator.close();
  }

  private OperatorFactory late(long memoryBytes) {
    return Groups.of(
        Groups.accumulating(DefaultTrigger.of(), 5),
        Jobs.spilling(folder, memoryBytes),
        GroupingStrategy.SPILLING);
  }

  @Test
  void isNotForTriggersThatFireBefore() {
    assertThatThrownBy(
            () ->
                Groups.of(
                    Groups.accumulating(AfterPane.elementCountAtLeast(1), 0),
                    Jobs.services(),
                    GroupingStrategy.SPILLING))
        .hasMessage(
            "Group cannot be grouped beyond memory: its trigger is AfterPane.elementCountAtLeast(1)");
  }
}
