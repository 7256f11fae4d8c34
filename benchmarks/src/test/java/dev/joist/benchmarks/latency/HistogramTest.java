// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {

  private static final long MILLI_NANOS = 1_000_000;

  private final Histogram histogram = new Histogram();

  @Test
  void findsThePercentilesByNearestRankToWithinAStep() {
    for (int millis = 1; millis <= 100; millis++) {
      histogram.add(millis * MILLI_NANOS);
    }

    assertThat(histogram.size()).isEqualTo(100);
    assertThat(histogram.percentileMicros(0.5)).isEqualTo(50_010);
    assertThat(histogram.percentileMicros(0.99)).isEqualTo(99_010);
    assertThat(histogram.maximumMicros()).isEqualTo(100_000);
  }

  @Test
  void neverGivesAPercentileAboveTheMaximum() {
    histogram.add(5_000);

    assertThat(histogram.percentileMicros(0.5)).isEqualTo(5);
    assertThat(histogram.percentileMicros(0.99)).isEqualTo(5);
    assertThat(histogram.maximumMicros()).isEqualTo(5);
  }

  @Test
  void countsWhatIsTooLongOrTooShortForItsSteps() {
    histogram.add(-7);
    histogram.add(60_000 * MILLI_NANOS);

    assertThat(histogram.size()).isEqualTo(2);
    assertThat(histogram.percentileMicros(0.5)).isEqualTo(10);
    assertThat(histogram.percentileMicros(0.99)).isEqualTo(20_000_010);
    assertThat(histogram.maximumMicros()).isEqualTo(60_000_000);
  }

  @Test
  void hasNoPercentileOfNothing() {
    assertThat(histogram.percentileMicros(0.5)).isEqualTo(-1);
    assertThat(histogram.maximumMicros()).isEqualTo(-1);
  }
}
