// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.group.EndOfWindowEqualityTest.Grouped;
import dev.joist.operators.services.JobServices;
import java.nio.file.Path;
import java.util.Random;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grouping as elements come and when all are there, side by side on the same random input. */
class GatheringEqualityTest {

  private static final int SEEDS = 400;
  private static final int MOST_ELEMENTS = 80;

  @TempDir private Path folder;

  /** Everything is spilled at once, some of it now and then, nothing. */
  @ParameterizedTest
  @CsvSource({
    "VALUES, 0",
    "VALUES, 3000",
    "VALUES, 1000000000",
    "INPUTS, 0",
    "INPUTS, 3000",
    "INPUTS, 1000000000",
    "ACCUMULATORS, 0",
    "ACCUMULATORS, 3000",
    "ACCUMULATORS, 1000000000"
  })
  void emitsWhatTheGeneralOperatorEmits(Grouped grouped, long memoryBytes) throws Exception {
    int panes = 0;
    long written = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      WindowingStrategy<?, ?> windowing = RandomTriggers.strategy(new Random(seed));
      JobServices inMemory = Jobs.services();
      JobServices spilling = Jobs.spilling(folder, memoryBytes);
      Compared general = compared(grouped, GroupingStrategy.GENERAL, windowing, inMemory);
      Compared gathered = compared(grouped, GroupingStrategy.GATHERED, windowing, spilling);

      feed(seed, grouped, windowing, general, gathered);
      String when = "seed %d, %s".formatted(seed, windowing);
      panes += general.emitted();
      assertThat(gathered.emitted()).as(when).isZero();
      general.watermark(Watermark.FINAL_MILLIS);
      gathered.watermark(Watermark.FINAL_MILLIS);

      panes += general.emitted();
      assertThat(gathered.take()).as(when).isEqualTo(general.take());
      assertThat(gathered.stateSize()).as("state left by seed %d", seed).isZero();
      assertThat(gathered.operator().isHolding()).isFalse();
      assertThat(gathered.operator().outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
      gathered.operator().close();
      assertThat(spilling.spilling().memory().usedBytes()).isZero();
      written += spilling.spilling().folder().writtenBytes();
      spilling.spilling().folder().close();
    }
    assertThat(panes).isGreaterThan(SEEDS);
    assertThat(written > 0).isEqualTo(memoryBytes <= 3_000);
  }

  /** In one bundle: what is grouped together before it is asked whether it fires is the same. */
  private static void feed(
      long seed,
      Grouped grouped,
      WindowingStrategy<?, ?> windowing,
      Compared general,
      Compared gathered) {
    Random random = new Random(seed);
    int elements = random.nextInt(MOST_ELEMENTS);
    for (int i = 0; i < elements; i++) {
      long elementSeed = random.nextLong();
      // Accumulators may be changed by whom they are given to.
      general.element(element(elementSeed, windowing, grouped));
      gathered.element(element(elementSeed, windowing, grouped));
    }
  }

  private static WindowedValue<?> element(
      long seed, WindowingStrategy<?, ?> windowing, Grouped grouped) {
    Random random = new Random(seed);
    long aboutMillis = random.nextInt(100);
    return RandomWindows.element(random, windowing, aboutMillis, grouped == Grouped.ACCUMULATORS);
  }

  private static Compared compared(
      Grouped grouped,
      GroupingStrategy strategy,
      WindowingStrategy<?, ?> windowing,
      JobServices services)
      throws Exception {
    return new Compared(
        grouped.by(strategy, windowing, services), services, EndOfWindowEqualityTest::shown);
  }
}
