// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.at;
import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static dev.joist.operators.pardo.ParDos.sumCoder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Keys;
import dev.joist.operators.fixture.StoreSizes;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** State of stateful ParDos; {@link StatefulParDoTimersTest} is about their timers. */
class StatefulParDoOperatorTest {

  private static final KvCoder<String, Integer> PAIRS =
      KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of());
  private static final IntervalWindow W1 = window(0, 10);
  private static final IntervalWindow W2 = window(10, 20);

  @Test
  void keepsValuesBagsAndCombinedOnesByKeyAndWindow() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new Remember(), PAIRS).windowing(ParDos.tens(0)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W1, 2, "a", 2))
        .element(0, pair(W1, 3, "b", 3))
        .element(0, pair(W2, 11, "a", 4))
        .element(0, pair(W1, 4, "a", 5))
        .expect(
            0,
            "a: last null, all [1], sum 1 @1 [0..10)",
            "a: last 1, all [1, 2], sum 3 @2 [0..10)",
            "b: last null, all [3], sum 3 @3 [0..10)",
            "a: last null, all [4], sum 4 @11 [10..20)",
            "a: last 2, all [1, 2, 5], sum 8 @4 [0..10)")
        .run();
  }

  @Test
  void keepsStateOverBundles() throws Exception {
    new OperatorHarness(ParDos.stateful(new Remember(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::value)
        .element(0, at(1, KV.of("a", 1)))
        .settle()
        .watermark(0, 100)
        .settle()
        .element(0, at(101, KV.of("a", 2)))
        .expect(0, "a: last null, all [1], sum 1", "a: last 1, all [1, 2], sum 3")
        .run();
  }

  @Test
  void takesAnElementOfSeveralWindowsOnceInEach() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new Remember(), PAIRS).windowing(ParDos.tens(0)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W2, 12, "a", 1))
        .element(0, in(List.of(W1, W2), 5, KV.of("a", 2)))
        .expect(
            0,
            "a: last null, all [1], sum 1 @12 [10..20)",
            "a: last null, all [2], sum 2 @5 [0..10)",
            "a: last 1, all [1, 2], sum 3 @5 [10..20)")
        .run();
  }

  @Test
  void takesKeysForTheSameThatAreEncodedTheSame() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new CountBytes(), KvCoder.of(ByteArrayCoder.of(), VarIntCoder.of()))
                .factory(),
            1,
            1)
        .comparing(Elements::value)
        .element(0, at(1, KV.of(new byte[] {1}, 1)))
        .element(0, at(1, KV.of(new byte[] {2}, 1)))
        .element(0, at(1, KV.of(new byte[] {1}, 1)))
        .expect(0, "[1] 1", "[2] 1", "[1] 2")
        .run();
  }

  @Test
  void dropsAnElementWhoseWindowHasExpired() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new Remember(), PAIRS).windowing(ParDos.tens(5)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .settle()
        .watermark(0, 14)
        .settle()
        .element(0, pair(W1, 2, "a", 2))
        .settle()
        .watermark(0, 15)
        .settle()
        .element(0, pair(W1, 3, "a", 3))
        .element(0, in(List.of(W1, W2), 4, KV.of("a", 4)))
        .expect(
            0,
            "a: last null, all [1], sum 1 @1 [0..10)",
            "a: last 1, all [1, 2], sum 3 @2 [0..10)",
            "a: last null, all [4], sum 4 @4 [10..20)")
        .run();
  }

  @Test
  void leavesNothingInTheStoreOfAWindowThatHasExpired() throws Exception {
    StoreSizes sizes = new StoreSizes();
    Operator operator =
        sizes
            .watch(ParDos.stateful(new Remember(), PAIRS).windowing(ParDos.tens(5)).factory())
            .create(new DirectContext());
    operator.open();
    operator.input(0).accept(pair(W1, 1, "a", 1));
    operator.input(0).accept(pair(W1, 2, "b", 2));
    operator.input(0).accept(pair(W2, 12, "a", 3));
    operator.finishBundle();
    assertThat(sizes.now()).isEqualTo(3);

    operator.onWatermark(0, 15);
    assertThat(sizes.now()).isEqualTo(3);
    operator.onWatermark(0, 16);
    assertThat(sizes.now()).isEqualTo(1);
    operator.onWatermark(0, 100);
    assertThat(sizes.now()).isZero();
    operator.close();
  }

  @Test
  void leavesNothingInTheStoreWhenAllInputHasEnded() throws Exception {
    StoreSizes sizes = new StoreSizes();
    new OperatorHarness(
            sizes.watch(ParDos.stateful(new Remember(), PAIRS).windowing(ParDos.tens(5)).factory()),
            1,
            1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W2, 12, "b", 2))
        .expect(
            0,
            "a: last null, all [1], sum 1 @1 [0..10)",
            "b: last null, all [2], sum 2 @12 [10..20)")
        .run();

    assertThat(sizes.atTheEnd()).isNotEmpty().containsOnly(0L);
  }

  /** Says what it remembered. */
  static final class Remember extends DoFn<KV<String, Integer>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("last")
    private final StateSpec<ValueState<Integer>> last = StateSpecs.value(VarIntCoder.of());

    @StateId("all")
    private final StateSpec<BagState<Integer>> all = StateSpecs.bag(VarIntCoder.of());

    @StateId("sum")
    private final StateSpec<CombiningState<Integer, int[], Integer>> sum =
        StateSpecs.combining(sumCoder(), Sum.ofIntegers());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("last") ValueState<Integer> lastState,
        @StateId("all") BagState<Integer> allState,
        @StateId("sum") CombiningState<Integer, int[], Integer> sumState,
        OutputReceiver<String> out) {
      Integer before = lastState.read();
      allState.add(element.getValue());
      sumState.add(element.getValue());
      String text =
          "%s: last %s, all %s, sum %s"
              .formatted(
                  element.getKey(), before, Elements.value(allState.read()), sumState.read());
      out.output(text);
      lastState.write(element.getValue());
    }
  }

  static final class CountBytes extends DoFn<KV<byte[], Integer>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("count")
    private final StateSpec<CombiningState<Integer, int[], Integer>> count =
        StateSpecs.combining(sumCoder(), Sum.ofIntegers());

    @ProcessElement
    public void process(
        @Element KV<byte[], Integer> element,
        @StateId("count") CombiningState<Integer, int[], Integer> countState,
        OutputReceiver<String> out) {
      countState.add(1);
      out.output(Arrays.toString(element.getKey()) + " " + countState.read());
    }
  }
}
