// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.operators.combine.CombineSpec.Phase;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Keys;
import dev.joist.operators.group.GroupingStrategy;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Sums in windows of thirty, one every ten: three an element. */
class SlicedCombineTest {

  private static final IntervalWindow W1 = window(0, 30);
  private static final IntervalWindow W2 = window(10, 40);
  private static final IntervalWindow W3 = window(20, 50);
  private static final IntervalWindow W4 = window(30, 60);

  @Test
  void firesEachWindowWithWhatItsSlicesHave() throws Exception {
    new OperatorHarness(combine(Phase.WHOLE), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(List.of(W3, W2, W1), 21, KV.of("a", 1)))
        .element(0, in(List.of(W3, W2, W1), 25, KV.of("a", 2)))
        .element(0, in(List.of(W4, W3, W2), 33, KV.of("a", 10)))
        .element(0, in(List.of(W4, W3, W2), 34, KV.of("b", 5)))
        .expect(0)
        .watermark(0, 30)
        .expect(0, "a=3 @29 [0..30) ON_TIME#0.")
        .watermark(0, 40)
        .expect(0, "a=13 @39 [10..40) ON_TIME#0.", "b=5 @39 [10..40) ON_TIME#0.")
        .watermark(0, 50)
        .expect(0, "a=13 @49 [20..50) ON_TIME#0.", "b=5 @49 [20..50) ON_TIME#0.")
        .endOfInput()
        .expect(0, "a=10 @59 [30..60) ON_TIME#0.", "b=5 @59 [30..60) ON_TIME#0.")
        .run();
  }

  /** With five windows an element, sums roll from window to window; the harness also restores. */
  @Test
  void firesEachOfManyWindowsWithWhatItsSlicesHave() throws Exception {
    new OperatorHarness(combine(Phase.WHOLE, 50), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(fives(40), 45, KV.of("a", 1)))
        .element(0, in(fives(50), 52, KV.of("a", 10)))
        .element(0, in(fives(50), 53, KV.of("b", 5)))
        .watermark(0, 50)
        .expect(0, "a=1 @49 [0..50) ON_TIME#0.")
        .element(0, in(fives(60), 67, KV.of("b", 7)))
        .watermark(0, 70)
        .expectInAnyOrder(
            0,
            "a=11 @59 [10..60) ON_TIME#0.",
            "b=5 @59 [10..60) ON_TIME#0.",
            "a=11 @69 [20..70) ON_TIME#0.",
            "b=12 @69 [20..70) ON_TIME#0.")
        .element(0, in(fives(70), 71, KV.of("a", 100)))
        .watermark(0, 80)
        .expectInAnyOrder(0, "a=111 @79 [30..80) ON_TIME#0.", "b=12 @79 [30..80) ON_TIME#0.")
        .watermark(0, 90)
        .expectInAnyOrder(0, "a=111 @89 [40..90) ON_TIME#0.", "b=12 @89 [40..90) ON_TIME#0.")
        .watermark(0, 100)
        .expectInAnyOrder(0, "a=110 @99 [50..100) ON_TIME#0.", "b=12 @99 [50..100) ON_TIME#0.")
        .endOfInput()
        .expectInAnyOrder(
            0,
            "a=100 @109 [60..110) ON_TIME#0.",
            "b=7 @109 [60..110) ON_TIME#0.",
            "a=100 @119 [70..120) ON_TIME#0.")
        .run();
  }

  @Test
  void addsASliceThatEndsBeforeOneThatCameFirst() throws Exception {
    new OperatorHarness(combine(Phase.WHOLE, 50), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(fives(40), 45, KV.of("a", 1)))
        .element(0, in(List.of(window(20, 70), window(10, 60)), 55, KV.of("a", 10)))
        .watermark(0, 50)
        .expect(0, "a=1 @49 [0..50) ON_TIME#0.")
        .watermark(0, 60)
        .expect(0, "a=11 @59 [10..60) ON_TIME#0.")
        .watermark(0, 70)
        .expect(0, "a=11 @69 [20..70) ON_TIME#0.")
        .endOfInput()
        .expect(0, "a=1 @79 [30..80) ON_TIME#0.", "a=1 @89 [40..90) ON_TIME#0.")
        .run();
  }

  /** Five windows of fifty, the latest of which starts at {@code startMillis}. */
  private static List<IntervalWindow> fives(long startMillis) {
    return LongStream.iterate(startMillis, start -> start - 10)
        .limit(5)
        .mapToObj(start -> window(start, start + 50))
        .toList();
  }

  @Test
  void addsToEachWindowWhereOneHasEndedOrTheyAreNoRun() throws Exception {
    new OperatorHarness(combine(Phase.WHOLE), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(List.of(W3, W2, W1), 21, KV.of("a", 1)))
        .watermark(0, 30)
        .expect(0, "a=1 @29 [0..30) ON_TIME#0.")
        .element(0, in(List.of(W3, W2, W1), 22, KV.of("a", 2)))
        .element(0, in(List.of(W2, W4), 33, KV.of("a", 10)))
        .element(0, in(W3, 33, KV.of("a", 20)))
        .endOfInput()
        .expect(
            0,
            "a=13 @39 [10..40) ON_TIME#0.",
            "a=23 @49 [20..50) ON_TIME#0.",
            "a=10 @59 [30..60) ON_TIME#0.")
        .run();
  }

  @Test
  void combinesOnceForAllWindowsBeforeTheExchange() throws Exception {
    DirectContext context = new DirectContext();
    Operator operator = combine(Phase.PARTIAL).create(context);
    operator.open();
    operator.input(0).accept(in(List.of(W3, W2, W1), 21, KV.of("a", 1)));
    operator.input(0).accept(in(List.of(W3, W2, W1), 25, KV.of("a", 2)));
    operator.input(0).accept(in(W1, 25, KV.of("a", 2)));
    operator.finishBundle();

    assertThat(context.takeEmitted())
        .hasSize(2)
        .satisfiesExactly(
            all -> assertThat(all).endsWith(" @29 [20..50) [10..40) [0..30)"),
            one -> assertThat(one).endsWith(" @29 [0..30)"));
    operator.close();
  }

  @Test
  void tellsWhatHoldsTheWatermark() throws Exception {
    Operator operator = combine(Phase.WHOLE).create(new DirectContext());
    operator.open();
    assertThat(operator.isHolding()).isFalse();

    operator.input(0).accept(in(List.of(W3, W2, W1), 21, KV.of("a", 1)));

    assertThat(operator.isHolding()).isTrue();
    assertThat(operator.isDue(0, 29)).isFalse();
    assertThat(operator.isDue(0, 30)).isTrue();
    assertThat(operator.holds(1))
        .containsExactly(new Hold(HoldKind.STATE, "1 of the groups of Sum", 29));
    assertThat(operator.holds(9)).hasSize(3);
    operator.close();
  }

  private static OperatorFactory combine(Phase phase) throws Exception {
    return combine(phase, 30);
  }

  private static OperatorFactory combine(Phase phase, long sizeMillis) throws Exception {
    Combine.BinaryCombineIntegerFn sum = Sum.ofIntegers();
    return CombineOperators.create(
        new CombineSpec<>(
            "Sum",
            sum,
            KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()),
            sum.getAccumulatorCoder(CoderRegistry.createDefault(), VarIntCoder.of()),
            WindowingStrategy.of(
                SlidingWindows.of(Duration.millis(sizeMillis)).every(Duration.millis(10))),
            phase,
            GroupingStrategy.SLICES),
        Jobs.services());
  }
}
