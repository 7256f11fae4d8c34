// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.group.Groups.W1;
import static dev.joist.operators.group.Groups.W2;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.testing.OperatorHarness;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Keys;
import java.nio.file.Path;
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

  @Test
  void isNotForWindowsThatOutliveTheirEnds() {
    assertThatThrownBy(
            () ->
                Groups.of(
                    Groups.accumulating(DefaultTrigger.of(), 5),
                    Jobs.services(),
                    GroupingStrategy.SPILLING))
        .hasMessage("Group cannot be grouped beyond memory: its windows outlive their ends");
  }
}
