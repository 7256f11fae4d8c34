// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.combine.CombineSpec.Phase;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Keys;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.services.Spilling;
import dev.joist.state.spill.SpillMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class CombineOperatorsTest {

  private static final IntervalWindow W1 = window(0, 10);
  private static final IntervalWindow W2 = window(10, 20);
  private static final WindowingStrategy<?, ?> TENS =
      WindowingStrategy.of(FixedWindows.of(Duration.millis(10)));

  @Test
  void wholeCombinesByKeyAndWindow() throws Exception {
    new OperatorHarness(factory(Phase.WHOLE, TENS), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 3))
        .element(0, pair(W2, 11, "a", 5))
        .element(0, pair(W1, 2, "b", 7))
        .element(0, pair(W1, 3, "a", 4))
        .watermark(0, 10)
        .expectInAnyOrder(0, "a=2 of 7 @9 [0..10) ON_TIME#0.", "b=1 of 7 @9 [0..10) ON_TIME#0.")
        .endOfInput()
        .expect(0, "a=1 of 5 @19 [10..20) ON_TIME#0.")
        .run();
  }

  @Test
  void finalCombinesAccumulators() throws Exception {
    new OperatorHarness(factory(Phase.FINAL, TENS), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(W1, 9, KV.of("a", List.of(1, 2))))
        .element(0, in(W1, 9, KV.of("a", List.of(3))))
        .endOfInput()
        .expect(0, "a=3 of 6 @9 [0..10) ON_TIME#0.")
        .run();
  }

  @Test
  void partialSendsAnAccumulatorOfEachKeyAndWindowAtTheEndOfTheBundle() throws Exception {
    DirectContext context = new DirectContext();
    Operator partial = factory(Phase.PARTIAL, TENS).create(context);
    partial.open();
    partial.input(0).accept(pair(W1, 1, "a", 3));
    partial.input(0).accept(pair(W2, 11, "a", 5));
    partial.input(0).accept(pair(W1, 2, "b", 7));
    partial.input(0).accept(pair(W1, 3, "a", 4));
    assertThat(context.takeEmitted()).isEmpty();

    partial.finishBundle();
    assertThat(context.takeEmitted())
        .containsExactly("a=[3, 4] @9 [0..10)", "b=[7] @9 [0..10)", "a=[5] @19 [10..20)");

    partial.input(0).accept(pair(W1, 1, "a", 1));
    partial.finishBundle();
    partial.finishBundle();
    assertThat(context.takeEmitted()).containsExactly("a=[1] @9 [0..10)");
    assertThat(partial.prefersLargeBundles()).isTrue();
    partial.close();
  }

  @Test
  void partialSendsAllWhenItKeepsTooMany() throws Exception {
    DirectContext context = new DirectContext();
    Operator partial = factory(Phase.PARTIAL, TENS).create(context);
    partial.open();

    for (int i = 0; i < 16_383; i++) {
      partial.input(0).accept(pair(W1, 1, "k" + i, 1));
    }
    assertThat(context.takeEmitted()).isEmpty();
    partial.input(0).accept(pair(W1, 1, "last", 1));

    assertThat(context.takeEmitted()).hasSize(16_384);
    partial.finishBundle();
    assertThat(context.takeEmitted()).isEmpty();
    partial.close();
  }

  @Test
  void partialSendsAllWhenTheyWeighTooMuchThoughTheyAreFew() throws Exception {
    DirectContext context = new DirectContext();
    Operator partial = factory(Phase.PARTIAL, TENS, partialsOf(50_000)).create(context);
    partial.open();

    for (int i = 0; i < 400; i++) {
      partial.input(0).accept(pair(W1, 1, "key %d".formatted(i), 1));
    }

    assertThat(context.takeEmitted()).hasSizeBetween(100, 399);
    partial.close();
  }

  @Test
  void partialSendsAnAccumulatorThatGrowsTooLarge() throws Exception {
    DirectContext context = new DirectContext();
    Operator partial = factory(Phase.PARTIAL, TENS, partialsOf(50_000)).create(context);
    partial.open();

    for (int i = 0; i < 5000; i++) {
      partial.input(0).accept(pair(W1, 1, "a", i));
    }

    assertThat(context.takeEmitted()).hasSizeBetween(1, 4);
    partial.close();
  }

  @Test
  void partialGivesAnAccumulatorTheTimestampOfWhatIsInIt() throws Exception {
    for (TimestampCombiner combiner : TimestampCombiner.values()) {
      DirectContext context = new DirectContext();
      Operator partial =
          factory(Phase.PARTIAL, TENS.withTimestampCombiner(combiner)).create(context);
      partial.open();
      partial.input(0).accept(pair(W1, 5, "a", 1));
      partial.input(0).accept(pair(W1, 2, "a", 2));
      partial.input(0).accept(pair(W1, 7, "a", 3));
      partial.finishBundle();

      String timestamp =
          switch (combiner) {
            case EARLIEST -> "2";
            case LATEST -> "7";
            case END_OF_WINDOW -> "9";
          };
      assertThat(context.takeEmitted()).containsExactly("a=[1, 2, 3] @" + timestamp + " [0..10)");
      partial.close();
    }
  }

  @Test
  void partialKeepsItsWatermarkUntilItsAccumulatorsAreSent() throws Exception {
    new OperatorHarness(factory(Phase.PARTIAL, TENS), 1, 1)
        .comparing(element -> "an accumulator")
        .element(0, pair(W1, 1, "a", 3))
        .watermark(0, 5)
        .expect(0, "an accumulator")
        .expectWatermark(5)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void namesTheTransformWhoseFunctionFails() {
    for (Phase phase : List.of(Phase.PARTIAL, Phase.WHOLE)) {
      assertThatThrownBy(
              () ->
                  new OperatorHarness(factory(phase, TENS), 1, 1)
                      .element(0, pair(W1, 1, "a", -1))
                      .run())
          .cause()
          .isInstanceOf(JoistException.class)
          .hasMessage("Count failed: java.lang.IllegalArgumentException: -1 is negative");
    }
  }

  @Test
  void partialThenFinalIsTheSameAsWholeAndAsCountingByHand() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<WindowedValue<KV<String, Integer>>> input = random(seed);

      List<String> whole = run(Phase.WHOLE, input, seed);
      List<String> combined = run(Phase.FINAL, run(Phase.PARTIAL, seed, input), seed);

      assertThat(whole).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(byHand(input));
      assertThat(combined).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(byHand(input));
    }
  }

  private static List<WindowedValue<KV<String, Integer>>> random(long seed) {
    Random random = new Random(seed);
    List<WindowedValue<KV<String, Integer>>> input = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      int timestamp = random.nextInt(20);
      String key = "k" + random.nextInt(1 + (int) seed);
      input.add(pair(timestamp < 10 ? W1 : W2, timestamp, key, random.nextInt(100)));
    }
    return input;
  }

  private static List<String> byHand(List<WindowedValue<KV<String, Integer>>> input) {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (WindowedValue<KV<String, Integer>> element : input) {
      String window = element.getWindows().contains(W1) ? "@9 [0..10)" : "@19 [10..20)";
      groups
          .computeIfAbsent(element.getValue().getKey() + " " + window, g -> new ArrayList<>())
          .add(element.getValue().getValue());
    }
    List<String> results = new ArrayList<>();
    groups.forEach(
        (group, values) -> {
          int space = group.indexOf(' ');
          int sum = values.stream().mapToInt(Integer::intValue).sum();
          results.add(
              "%s=%d of %d%s ON_TIME#0."
                  .formatted(
                      group.substring(0, space), values.size(), sum, group.substring(space)));
        });
    return results;
  }

  /** Runs a phase over elements in bundles of random sizes; what it emits for people. */
  private static List<String> run(Phase phase, List<? extends Object> input, long seed)
      throws Exception {
    List<Object> emitted = run(phase, seed, input);
    return emitted.stream().map(Elements::shown).toList();
  }

  private static List<Object> run(Phase phase, long seed, List<? extends Object> input)
      throws Exception {
    Random random = new Random(seed);
    List<Object> emitted = new ArrayList<>();
    Operator operator = factory(phase, TENS).create(new DirectContext().leadingTo(emitted::add));
    operator.open();
    for (Object element : input) {
      operator.input(0).accept(element);
      if (random.nextInt(10) == 0) {
        operator.finishBundle();
      }
    }
    operator.finishBundle();
    operator.onWatermark(0, Watermark.FINAL_MILLIS);
    operator.close();
    return emitted;
  }

  private static JobServices partialsOf(long bytes) {
    Spilling usual = Spilling.byDefault();
    return new JobServices(
        PipelineOptionsFactory.create(),
        new StepMetrics(),
        false,
        Long.MAX_VALUE,
        new Spilling(usual.memory(), usual.folder(), new SpillMemory(bytes)));
  }

  private static OperatorFactory factory(Phase phase, WindowingStrategy<?, ?> windowing) {
    return factory(phase, windowing, Jobs.services());
  }

  private static OperatorFactory factory(
      Phase phase, WindowingStrategy<?, ?> windowing, JobServices services) {
    return CombineOperators.create(
        new CombineSpec<>(
            "Count",
            new Count(),
            KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()),
            ListCoder.of(VarIntCoder.of()),
            windowing,
            phase),
        services);
  }

  /** How many of which sum; its accumulators are modified, as the contract lets them be. */
  static final class Count extends CombineFn<Integer, List<Integer>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Integer> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<Integer> addInput(List<Integer> accumulator, Integer input) {
      if (input < 0) {
        throw new IllegalArgumentException(input + " is negative");
      }
      accumulator.add(input);
      return accumulator;
    }

    @Override
    public List<Integer> mergeAccumulators(Iterable<List<Integer>> accumulators) {
      List<Integer> merged = createAccumulator();
      accumulators.forEach(merged::addAll);
      return merged;
    }

    @Override
    public String extractOutput(List<Integer> accumulator) {
      int sum = accumulator.stream().mapToInt(Integer::intValue).sum();
      return accumulator.size() + " of " + sum;
    }
  }
}
