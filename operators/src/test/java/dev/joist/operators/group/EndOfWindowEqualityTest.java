// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.combine.CombineOperators;
import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.combine.CombineSpec.Phase;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.services.JobServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.runners.core.LateDataDroppingDoFnRunner;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways to group, side by side on the same random input. */
class EndOfWindowEqualityTest {

  private static final int SEEDS = 400;
  private static final int STEPS = 60;
  private static final KvCoder<String, Integer> CODER =
      KvCoder.of(NullableCoder.of(StringUtf8Coder.of()), VarIntCoder.of());

  /** What is grouped. */
  enum Grouped {
    VALUES,
    INPUTS,
    ACCUMULATORS;

    OperatorFactory by(
        GroupingStrategy strategy, WindowingStrategy<?, ?> windowing, JobServices services) {
      return switch (this) {
        case VALUES -> groupByKey(windowing, strategy, services);
        case INPUTS -> combine(windowing, Phase.WHOLE, strategy, services);
        case ACCUMULATORS -> combine(windowing, Phase.FINAL, strategy, services);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void emitsWhatTheGeneralOperatorEmits(Grouped grouped) throws Exception {
    int panes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      WindowingStrategy<?, ?> windowing = RandomWindows.strategy(random);
      panes += compare(grouped, windowing, GroupingStrategy.END_OF_WINDOW, seed);
    }
    assertThat(panes).isGreaterThan(SEEDS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALUES")
  void emitsBySlicesWhatTheGeneralOperatorEmits(Grouped grouped) throws Exception {
    int panes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      WindowingStrategy<?, ?> windowing = RandomWindows.slidingStrategy(random);
      panes += compare(grouped, windowing, GroupingStrategy.SLICES, seed);
    }
    assertThat(panes).isGreaterThan(SEEDS);
  }

  @ParameterizedTest
  @EnumSource
  void emitsOfSessionsInPlaceWhatTheGeneralOperatorEmits(Grouped grouped) throws Exception {
    int panes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      WindowingStrategy<?, ?> windowing = RandomWindows.sessions(new Random(seed));
      panes += compare(grouped, windowing, GroupingStrategy.SESSIONS, seed);
    }
    assertThat(panes).isGreaterThan(SEEDS);
  }

  @ParameterizedTest
  @EnumSource
  void emitsOfWindowsMergedInPlaceWhatTheGeneralOperatorEmits(Grouped grouped) throws Exception {
    int panes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      WindowingStrategy<?, ?> windowing = RandomWindows.merging(new Random(seed));
      panes += compare(grouped, windowing, GroupingStrategy.MERGING, seed);
    }
    assertThat(panes).isGreaterThan(SEEDS);
  }

  /** Returns how many panes there were. */
  private static int compare(
      Grouped grouped, WindowingStrategy<?, ?> windowing, GroupingStrategy strategy, long seed)
      throws Exception {
    Random random = new Random(seed);
    Compared general = compared(grouped, windowing, GroupingStrategy.GENERAL);
    Compared fast = compared(grouped, windowing, strategy);
    int panes = 0;
    long watermark = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0) {
        watermark += random.nextInt(15);
        general.watermark(watermark);
        fast.watermark(watermark);
      } else if (random.nextInt(4) == 0) {
        general.operator().finishBundle();
        fast.operator().finishBundle();
      } else {
        boolean accumulators = grouped == Grouped.ACCUMULATORS;
        long elementSeed = random.nextLong();
        // Accumulators may be changed by whom they are given to.
        general.element(
            RandomWindows.element(new Random(elementSeed), windowing, watermark, accumulators));
        fast.element(
            RandomWindows.element(new Random(elementSeed), windowing, watermark, accumulators));
      }
      panes += general.emitted();
      compare(general, fast, "seed %d, step %d, %s".formatted(seed, step, windowing));
    }
    general.watermark(Watermark.FINAL_MILLIS);
    fast.watermark(Watermark.FINAL_MILLIS);
    compare(general, fast, "seed %d, end, %s".formatted(seed, windowing));
    assertThat(fast.stateSize()).as("state left by seed %d", seed).isZero();
    assertThat(fast.dropped()).as("dropped by seed %d", seed).isEqualTo(general.dropped());
    assertThat(committedDrops(fast)).isEqualTo(fast.dropped());
    return panes;
  }

  /** Panes of different keys come in any order; those of one key and window in theirs. */
  private static void compare(Compared general, Compared fast, String when) {
    assertThat(fast.take()).as(when).isEqualTo(general.take());
    assertThat(fast.operator().outputWatermark())
        .as(when)
        .isEqualTo(general.operator().outputWatermark());
  }

  private static Compared compared(
      Grouped grouped, WindowingStrategy<?, ?> windowing, GroupingStrategy strategy)
      throws Exception {
    JobServices services = Jobs.services();
    return new Compared(
        grouped.by(strategy, windowing, services), services, EndOfWindowEqualityTest::shown);
  }

  private static long committedDrops(Compared compared) {
    return compared
        .services()
        .metrics()
        .committed()
        .getContainer("Group")
        .getCounter(
            MetricName.named(
                LateDataDroppingDoFnRunner.class,
                LateDataDroppingDoFnRunner.DROPPED_DUE_TO_LATENESS))
        .getCumulative();
  }

  /** An element whose values are sorted, where there are several. */
  static String shown(Object element) {
    WindowedValue<?> windowed = (WindowedValue<?>) element;
    KV<?, ?> pair = (KV<?, ?>) windowed.getValue();
    return "%s = %s at %s in %s with %s"
        .formatted(
            pair.getKey(),
            pair.getValue() instanceof Iterable<?> values
                ? String.join(" ", sorted(values))
                : pair.getValue(),
            windowed.getTimestamp(),
            windowed.getWindows(),
            windowed.getPaneInfo());
  }

  /** Where sessions become one, their values may come in any order. */
  private static List<String> sorted(Iterable<?> values) {
    List<String> strings = new ArrayList<>();
    values.forEach(value -> strings.add(String.valueOf(value)));
    strings.sort(null);
    return strings;
  }

  private static OperatorFactory groupByKey(
      WindowingStrategy<?, ?> windowing, GroupingStrategy strategy, JobServices services) {
    return GroupByKeyOperators.groupByKey(
        new GroupByKeySpec<>("Group", CODER, windowing, false, strategy), services);
  }

  private static OperatorFactory combine(
      WindowingStrategy<?, ?> windowing,
      Phase phase,
      GroupingStrategy strategy,
      JobServices services) {
    return CombineOperators.create(
        new CombineSpec<>(
            "Group",
            new Gather(),
            CODER,
            ListCoder.of(VarIntCoder.of()),
            windowing,
            phase,
            strategy),
        services);
  }

  /** Results alias nothing that lives on only if nobody lets them: this changes what it can. */
  private static final class Gather extends CombineFn<Integer, List<Integer>, List<Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Integer> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<Integer> addInput(List<Integer> accumulator, Integer input) {
      accumulator.add(input);
      return accumulator;
    }

    @Override
    public List<Integer> mergeAccumulators(Iterable<List<Integer>> accumulators) {
      List<Integer> first = accumulators.iterator().next();
      boolean isFirst = true;
      for (List<Integer> accumulator : accumulators) {
        if (!isFirst) {
          first.addAll(accumulator);
        }
        isFirst = false;
      }
      return first;
    }

    @Override
    public List<Integer> extractOutput(List<Integer> accumulator) {
      accumulator.sort(null);
      return accumulator;
    }
  }
}
