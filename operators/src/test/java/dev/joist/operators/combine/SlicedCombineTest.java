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
    Combine.BinaryCombineIntegerFn sum = Sum.ofIntegers();
    return CombineOperators.create(
        new CombineSpec<>(
            "Sum",
            sum,
            KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()),
            sum.getAccumulatorCoder(CoderRegistry.createDefault(), VarIntCoder.of()),
            WindowingStrategy.of(SlidingWindows.of(Duration.millis(30)).every(Duration.millis(10))),
            phase,
            GroupingStrategy.SLICES),
        Jobs.services());
  }
}
