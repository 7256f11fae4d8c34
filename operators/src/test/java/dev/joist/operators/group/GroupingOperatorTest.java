// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.at;
import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static dev.joist.operators.group.Groups.W1;
import static dev.joist.operators.group.Groups.W2;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.joist.operators.fixture.StoreSizes;
import dev.joist.operators.services.JobServices;
import java.util.List;
import org.apache.beam.runners.core.LateDataDroppingDoFnRunner;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Grouping under the default trigger; {@link TriggersTest} is about the others. */
class GroupingOperatorTest {

  @Test
  void groupsByKeyAndWindowWhenTheWatermarkIsPastTheWindow() throws Exception {
    new OperatorHarness(Groups.of(Groups.tens()), 1, 1)
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
  void groupsAnElementOfSeveralWindowsInEach() throws Exception {
    new OperatorHarness(Groups.of(Groups.tens()), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(List.of(W1, W2), 5, KV.of("a", 1)))
        .endOfInput()
        .expectInAnyOrder(0, "a=[1] @9 [0..10) ON_TIME#0.", "a=[1] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @Test
  void groupsTheGlobalWindowAtTheEndOfAllInput() throws Exception {
    new OperatorHarness(Groups.of(WindowingStrategy.globalDefault()), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("a", 1)))
        .element(0, at(2, KV.of("a", 2)))
        .watermark(0, 1_000_000)
        .expect(0)
        .endOfInput()
        .expect(0, "a=[1, 2] @end ON_TIME#0.")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void holdsTheWatermarkAtTheEndOfTheWindowUntilItFires() throws Exception {
    new OperatorHarness(Groups.of(Groups.tens()), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W2, 11, "a", 1))
        .settle()
        .watermark(0, 15)
        .expectWatermark(15)
        .watermark(0, 19)
        .expectWatermark(19)
        .watermark(0, 100)
        .expect(0, "a=[1] @19 [10..20) ON_TIME#0.")
        .expectWatermark(100)
        .run();
  }

  @Test
  void givesAGroupTheTimestampThatTheCombinerMakes() throws Exception {
    for (TimestampCombiner combiner : TimestampCombiner.values()) {
      String expected =
          switch (combiner) {
            case EARLIEST -> "a=[1, 2, 3] @2 [0..10) ON_TIME#0.";
            case LATEST -> "a=[1, 2, 3] @7 [0..10) ON_TIME#0.";
            case END_OF_WINDOW -> "a=[1, 2, 3] @9 [0..10) ON_TIME#0.";
          };
      new OperatorHarness(Groups.of(Groups.tens().withTimestampCombiner(combiner)), 1, 1)
          .keyedBy(Keys.STRINGS)
          .comparing(Elements::shown)
          .element(0, pair(W1, 5, "a", 1))
          .element(0, pair(W1, 2, "a", 2))
          .element(0, pair(W1, 7, "a", 3))
          .endOfInput()
          .expect(0, expected)
          .run();
    }
  }

  @Test
  void isWaitedForWhileAWindowIsOpenHoweverItGroups() throws Exception {
    KvCoder<String, Integer> coder = KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of());
    for (GroupingStrategy strategy : GroupingStrategy.values()) {
      WindowingStrategy<?, ?> windowing =
          strategy == GroupingStrategy.SESSIONS || strategy == GroupingStrategy.MERGING
              ? WindowingStrategy.of(Sessions.withGapDuration(Duration.millis(9)))
              : Groups.tens();
      Operator tens =
          GroupByKeyOperators.groupByKey(
                  new GroupByKeySpec<>("Group", coder, windowing, false, strategy), Jobs.services())
              .create(new DirectContext());
      tens.open();
      tens.input(0).accept(pair(W1, 1, "a", 1));
      tens.finishBundle();
      assertThat(tens.isHolding()).isTrue();
      tens.onWatermark(0, strategy == GroupingStrategy.GATHERED ? Watermark.FINAL_MILLIS : 100);
      assertThat(tens.isHolding()).isFalse();
      tens.close();
    }
  }

  @Test
  void tellsWhatHoldsTheWatermarkLowestFirst() throws Exception {
    Operator operator = Groups.of(Groups.tens()).create(new DirectContext());
    operator.open();
    assertThat(operator.isHolding()).isFalse();
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
    operator.onWatermark(0, 100);

    assertThat(operator.holds(9)).isEmpty();
    assertThat(operator.isHolding()).isFalse();
    operator.close();
  }

  @Test
  void holdsTheWatermarkAtTheEarliestTimestampOfAGroup() throws Exception {
    new OperatorHarness(
            Groups.of(Groups.tens().withTimestampCombiner(TimestampCombiner.EARLIEST)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 5, "a", 1))
        .settle()
        .watermark(0, 9)
        .expectWatermark(5)
        .watermark(0, 10)
        .expect(0, "a=[1] @5 [0..10) ON_TIME#0.")
        .expectWatermark(10)
        .run();
  }

  @Test
  void dropsAndCountsElementsOfExpiredWindows() throws Exception {
    JobServices services = Jobs.services();
    DirectContext context = new DirectContext();
    Operator operator =
        Groups.of(Groups.tens().withAllowedLateness(Duration.millis(5)), services).create(context);
    operator.open();
    operator.onWatermark(0, 14);
    assertThat(operator.outputWatermark()).isEqualTo(14);
    operator.input(0).accept(pair(W1, 1, "in time", 1));
    operator.finishBundle();
    operator.onWatermark(0, 15);

    operator.input(0).accept(pair(W1, 1, "a", 1));
    operator.input(0).accept(in(List.of(W1, W2), 5, KV.of("a", 2)));
    operator.finishBundle();
    operator.onWatermark(0, 20);

    assertThat(context.takeEmitted())
        .containsExactly("in time=[1] @9 [0..10) LATE#0", "a=[2] @19 [10..20) ON_TIME#0");
    assertThat(
            Jobs.counter(
                services,
                "Group",
                LateDataDroppingDoFnRunner.class,
                LateDataDroppingDoFnRunner.DROPPED_DUE_TO_LATENESS))
        .isEqualTo(2);
    operator.close();
  }

  @Test
  void groupsElementsWithoutKey() throws Exception {
    new OperatorHarness(Groups.of(Groups.tens()), 1, 1)
        .comparing(Elements::shown)
        .element(0, noKey(1))
        .element(0, pair(W1, 2, "", 2))
        .element(0, noKey(3))
        .endOfInput()
        .expectInAnyOrder(0, "null=[1, 3] @9 [0..10) ON_TIME#0.", "=[2] @9 [0..10) ON_TIME#0.")
        .run();
  }

  @Test
  void takesKeysForTheSameThatAreEncodedTheSame() throws Exception {
    OperatorFactory byBytes =
        GroupByKeyOperators.groupByKey(
            new GroupByKeySpec<>(
                "Group", KvCoder.of(ByteArrayCoder.of(), VarIntCoder.of()), Groups.tens(), false),
            Jobs.services());
    new OperatorHarness(byBytes, 1, 1)
        .comparing(element -> values(element))
        .element(0, in(W1, 1, KV.of(new byte[] {1}, 1)))
        .settle()
        .element(0, in(W1, 2, KV.of(new byte[] {1}, 2)))
        .endOfInput()
        .expect(0, "[1, 2]")
        .run();
  }

  @Test
  void mergesSessions() throws Exception {
    new OperatorHarness(Groups.of(sessions()), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(window(0, 10), 0, "a", 1))
        .element(0, pair(window(15, 25), 15, "a", 2))
        .element(0, pair(window(5, 15), 5, "b", 3))
        .element(0, pair(window(30, 40), 30, "a", 4))
        .watermark(0, 5)
        .settle()
        .element(0, pair(window(7, 17), 7, "a", 5))
        .watermark(0, 25)
        .expectInAnyOrder(0, "b=[3] @14 [5..15) ON_TIME#0.", "a=[1, 2, 5] @24 [0..25) ON_TIME#0.")
        .expectWatermark(25)
        .endOfInput()
        .expect(0, "a=[4] @39 [30..40) ON_TIME#0.")
        .run();
  }

  @Test
  void holdsTheWatermarkForASessionThatGrows() throws Exception {
    new OperatorHarness(
            Groups.of(sessions().withTimestampCombiner(TimestampCombiner.EARLIEST)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(window(3, 13), 3, "a", 1))
        .settle()
        .watermark(0, 12)
        .expectWatermark(3)
        .element(0, pair(window(12, 22), 12, "a", 2))
        .settle()
        .watermark(0, 20)
        .expect(0)
        .expectWatermark(3)
        .watermark(0, 22)
        .expect(0, "a=[1, 2] @3 [3..22) ON_TIME#0.")
        .expectWatermark(22)
        .run();
  }

  @Test
  void leavesNothingInTheStoreWhenAllWindowsHaveExpired() throws Exception {
    for (WindowingStrategy<?, ?> windowing : List.of(Groups.tens(), sessions())) {
      StoreSizes sizes = new StoreSizes();
      new OperatorHarness(
              sizes.watch(Groups.of(windowing.withAllowedLateness(Duration.millis(5)))), 1, 1)
          .keyedBy(Keys.STRINGS)
          .comparing(element -> "a group")
          .element(0, pair(W1, 0, "a", 1))
          .element(0, pair(W2, 10, "b", 1))
          .settle()
          .watermark(0, 12)
          .expect(0, "a group")
          .endOfInput()
          .expect(0, "a group")
          .run();

      assertThat(sizes.atTheEnd()).isNotEmpty().containsOnly(0L);
    }
  }

  @Test
  void groupsMoreElementsThanItCollects() throws Exception {
    DirectContext context = new DirectContext();
    Operator operator = Groups.of(Groups.tens()).create(context);
    operator.open();
    for (int i = 0; i < 10_000; i++) {
      operator.input(0).accept(pair(W1, i % 10, "k" + i % 3, 1));
    }
    operator.finishBundle();

    operator.onWatermark(0, 10);

    assertThat(context.takeEmitted())
        .extracting(group -> group.substring(0, 2) + " " + group.split("1", -1).length / 1000)
        .containsExactlyInAnyOrder("k0 3", "k1 3", "k2 3");
    operator.close();
  }

  private static String values(Object element) {
    return Elements.value(((KV<?, ?>) ((WindowedValue<?>) element).getValue()).getValue());
  }

  private static WindowingStrategy<?, ?> sessions() {
    return WindowingStrategy.of(Sessions.withGapDuration(Duration.millis(10)));
  }

  @SuppressWarnings("NullAway") // Beam's KV does not say that its key may be null.
  private static WindowedValue<KV<String, Integer>> noKey(int value) {
    return pair(W1, 1, null, value);
  }
}
