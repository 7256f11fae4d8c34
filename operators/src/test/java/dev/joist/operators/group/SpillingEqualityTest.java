// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.group.EndOfWindowEqualityTest.Grouped;
import dev.joist.operators.services.JobServices;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grouping in memory and beyond it, side by side on the same random input. */
class SpillingEqualityTest {

  private static final int SEEDS = 100;
  private static final int STEPS = 80;

  @TempDir private Path folder;

  /** Everything is spilled at once, some of it now and then, nothing. */
  @ParameterizedTest
  @CsvSource({
    "VALUES, 0",
    "VALUES, 3000",
    "VALUES, 10000",
    "VALUES, 1000000000",
    "INPUTS, 0",
    "INPUTS, 3000",
    "INPUTS, 1000000000",
    "ACCUMULATORS, 0",
    "ACCUMULATORS, 3000",
    "ACCUMULATORS, 1000000000"
  })
  void emitsWhatTheOperatorInMemoryEmits(Grouped grouped, long memoryBytes) throws Exception {
    int panes = 0;
    long written = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      WindowingStrategy<?, ?> windowing =
          RandomWindows.strategy(random).withAllowedLateness(Duration.ZERO);
      JobServices inMemory = Jobs.services();
      JobServices spilling = Jobs.spilling(folder, memoryBytes);
      Compared expected = compared(grouped, GroupingStrategy.END_OF_WINDOW, windowing, inMemory);
      Compared actual = compared(grouped, GroupingStrategy.SPILLING, windowing, spilling);

      long watermark = 0;
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(5) == 0) {
          watermark += random.nextInt(15);
          expected.watermark(watermark);
          actual.watermark(watermark);
        } else {
          Object element =
              RandomWindows.element(random, windowing, watermark, grouped == Grouped.ACCUMULATORS);
          expected.element(element);
          actual.element(element);
        }
        panes += expected.emitted();
        compare(expected, actual, "seed %d, step %d, %s".formatted(seed, step, windowing));
      }
      expected.watermark(Watermark.FINAL_MILLIS);
      actual.watermark(Watermark.FINAL_MILLIS);
      compare(expected, actual, "seed %d, end, %s".formatted(seed, windowing));
      assertThat(actual.dropped()).as("dropped by seed %d", seed).isEqualTo(expected.dropped());
      assertThat(actual.stateSize()).as("state left by seed %d", seed).isZero();
      actual.operator().close();
      assertThat(spilling.spilling().memory().usedBytes()).isZero();
      assertThat(spilling.spilling().folder().bytes()).as("left by seed %d", seed).isZero();
      written += spilling.spilling().folder().writtenBytes();
      spilling.spilling().folder().close();
    }
    assertThat(panes).isGreaterThan(SEEDS);
    assertThat(written > 0).isEqualTo(memoryBytes <= 10_000);
  }

  /** Where late elements are allowed, of input that is all there before its watermark moves. */
  @ParameterizedTest
  @CsvSource({"VALUES, 0", "VALUES, 3000", "INPUTS, 3000", "ACCUMULATORS, 1000000000"})
  void emitsWhatTheGeneralOperatorEmitsAtTheEndOfInput(Grouped grouped, long memoryBytes)
      throws Exception {
    int panes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      WindowingStrategy<?, ?> windowing = RandomWindows.strategy(random);
      JobServices spilling = Jobs.spilling(folder, memoryBytes);
      Compared expected = compared(grouped, GroupingStrategy.GENERAL, windowing, Jobs.services());
      Compared actual = compared(grouped, GroupingStrategy.SPILLING, windowing, spilling);
      for (int step = 0; step < STEPS; step++) {
        long elementSeed = random.nextLong();
        for (Compared one : List.of(expected, actual)) {
          one.element(
              RandomWindows.element(
                  new Random(elementSeed), windowing, 50, grouped == Grouped.ACCUMULATORS));
        }
      }
      expected.watermark(Watermark.FINAL_MILLIS);
      actual.watermark(Watermark.FINAL_MILLIS);
      panes += expected.emitted();
      compare(expected, actual, "seed %d, %s".formatted(seed, windowing));
      assertThat(actual.stateSize()).as("state left by seed %d", seed).isZero();
      actual.operator().close();
      spilling.spilling().folder().close();
    }
    assertThat(panes).isGreaterThan(SEEDS);
  }

  private static Compared compared(
      Grouped grouped,
      GroupingStrategy strategy,
      WindowingStrategy<?, ?> windowing,
      JobServices services)
      throws Exception {
    return new Compared(grouped.by(strategy, windowing, services), services, Elements::shown);
  }

  private static void compare(Compared expected, Compared actual, String when) {
    assertThat(actual.take()).as(when).isEqualTo(expected.take());
    assertThat(actual.operator().outputWatermark())
        .as(when)
        .isEqualTo(expected.operator().outputWatermark());
    assertThat(actual.operator().isHolding()).as(when).isEqualTo(expected.operator().isHolding());
  }
}
