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
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Keys;
import java.nio.file.Path;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it does beside the operator that does not wait is in {@link GatheringEqualityTest}. */
class GatheringOperatorTest {

  private static final Trigger COUNTED = Repeatedly.forever(AfterPane.elementCountAtLeast(2));

  @TempDir private Path folder;

  /** The harness also stops it at any step, and goes on with another parallelism. */
  @ParameterizedTest
  @ValueSource(longs = {0, 700, 1 << 20})
  void emitsAllPanesWhenAllInputIsThere(long memoryBytes) throws Exception {
    new OperatorHarness(gathering(COUNTED, 5, memoryBytes), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W2, 11, "a", 2))
        .element(0, pair(W1, 2, "b", 3))
        .element(0, pair(W1, 3, "a", 4))
        .expect(0)
        .element(0, pair(W2, 11, "b", 5))
        .element(0, pair(W1, 4, "a", 6))
        .endOfInput()
        .expectInAnyOrder(
            0,
            "a=[1, 4, 6] @9 [0..10) EARLY#0",
            "a=[] @9 [0..10) ON_TIME#1.",
            "a=[2] @19 [10..20) ON_TIME#0.",
            "b=[3] @9 [0..10) ON_TIME#0.",
            "b=[5] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @Test
  void dropsWhatIsTooLateWhereTheWatermarkOfItsInputMoves() throws Exception {
    new OperatorHarness(gathering(AfterWatermark.pastEndOfWindow(), 5, 1 << 20), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .watermark(0, 12)
        .expect(0)
        .element(0, pair(W1, 2, "a", 2))
        .watermark(0, 15)
        .expect(0)
        .element(0, pair(W1, 3, "a", 3))
        .endOfInput()
        .expect(0, "a=[1, 2] @9 [0..10) ON_TIME#0.")
        .run();
  }

  @Test
  void holdsTheWatermarkWhereItWasWhenTheFirstElementCame() throws Exception {
    Operator operator = gathering(COUNTED, 0, 1 << 20).create(new DirectContext());
    operator.open();
    operator.onWatermark(0, 3);
    assertThat(operator.outputWatermark()).isEqualTo(3);
    assertThat(operator.holds(1)).isEmpty();

    operator.input(0).accept(pair(W1, 5, "a", 1));
    operator.onWatermark(0, 100);
    assertThat(operator.outputWatermark()).isEqualTo(3);
    assertThat(operator.isHolding()).isTrue();
    assertThat(operator.holds(1))
        .containsExactly(
            new Hold(HoldKind.STATE, "groups that Group gathers until its input ends", 3));

    operator.onWatermark(0, Watermark.FINAL_MILLIS);
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
    operator.close();
  }

  @Test
  void isNotForTriggersThatLookAtTheClock() {
    Trigger clock =
        AfterWatermark.pastEndOfWindow()
            .withEarlyFirings(AfterProcessingTime.pastFirstElementInPane());

    assertThatThrownBy(() -> gathering(clock, 0, 0))
        .hasMessage(
            "Group cannot be grouped at the end of its input: its trigger looks at the clock");
  }

  private OperatorFactory gathering(Trigger trigger, long latenessMillis, long memoryBytes) {
    return Groups.of(
        Groups.discarding(trigger, latenessMillis),
        Jobs.spilling(folder, memoryBytes),
        GroupingStrategy.GATHERED);
  }
}
