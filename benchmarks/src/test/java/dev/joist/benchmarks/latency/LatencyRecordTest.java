// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.schedule.Schedule;
import org.junit.jupiter.api.Test;

class LatencyRecordTest {

  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final LatencySettings SETTINGS =
      new LatencySettings(new Schedule(START_MILLIS, System.nanoTime(), 10, 10, 100, 5), 3, 2);

  private final LatencyRecord record = new LatencyRecord();

  @Test
  void countsTheWindowsThatEndAfterWarmingUpAndBeforeTheEnd() {
    for (int second = 0; second <= 8; second++) {
      record.add(SETTINGS, START_MILLIS + second * 1_000L, 1, 20);
    }

    assertThat(record.facts())
        .containsEntry(LatencyRecord.RESULTS, 2L)
        .containsEntry(LatencyRecord.COUNTED, 40L);
  }

  @Test
  void hasTheSameChecksumForTheSameResultsInAnyOrder() {
    LatencyRecord other = new LatencyRecord();
    LatencyRecord wrong = new LatencyRecord();

    record.add(SETTINGS, START_MILLIS + 4_000, 1, 20);
    record.add(SETTINGS, START_MILLIS + 5_000, 2, 30);
    other.add(SETTINGS, START_MILLIS + 5_000, 2, 30);
    other.add(SETTINGS, START_MILLIS + 4_000, 1, 20);
    wrong.add(SETTINGS, START_MILLIS + 4_000, 1, 30);
    wrong.add(SETTINGS, START_MILLIS + 5_000, 2, 20);

    assertThat(checksum(record)).isEqualTo(checksum(other)).isNotEqualTo(checksum(wrong));
  }

  private static long checksum(LatencyRecord record) {
    return new Facts(record.facts()).get(LatencyRecord.CHECKSUM);
  }
}
