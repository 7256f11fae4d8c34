// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduledSourceTest {

  private final PipelineOptions options = PipelineOptionsFactory.create();

  @Test
  void dealsEachEventToOneSplit() throws IOException {
    Schedule schedule = Schedule.atOnce(1_000, 10, 1_000_000);
    List<Long> keys = new ArrayList<>();
    for (ScheduledSource split : ScheduledSource.of(schedule).split(3, options)) {
      UnboundedSource.UnboundedReader<Long> reader = split.createReader(options, null);
      for (boolean more = reader.start(); more; more = reader.advance()) {
        keys.add(reader.getCurrent());
      }
      assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
    }

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 10).map(schedule::key).boxed().toList());
  }

  @Test
  void promisesTheTimeOfTheNextEventAndNoMore() throws IOException {
    UnboundedSource.UnboundedReader<Long> reader =
        ScheduledSource.of(Schedule.atOnce(1_000, 2, 10)).createReader(options, null);

    assertThat(reader.getWatermark()).isEqualTo(Instant.ofEpochMilli(0));
    assertThat(reader.start()).isTrue();
    assertThat(reader.getCurrentTimestamp()).isEqualTo(Instant.ofEpochMilli(0));
    assertThat(reader.getWatermark()).isEqualTo(Instant.ofEpochMilli(1));
  }

  @Test
  void keepsAnEventBackUntilItIsDue() throws IOException {
    long startMillis = 4_000_000_000_000L;
    Schedule inTheFarFuture =
        new Schedule(startMillis, System.nanoTime() + Long.MAX_VALUE / 2, 1, 1, 10, 10);
    UnboundedSource.UnboundedReader<Long> reader =
        ScheduledSource.of(inTheFarFuture).createReader(options, null);

    assertThat(reader.start()).isFalse();
    assertThat(reader.advance()).isFalse();
    assertThat(reader.getWatermark()).isEqualTo(Instant.ofEpochMilli(startMillis));
  }

  @Test
  void goesOnFromAMark() throws IOException {
    Schedule schedule = Schedule.atOnce(1_000, 10, 1_000_000);
    ScheduledSource source = ScheduledSource.of(schedule);
    UnboundedSource.UnboundedReader<Long> reader = source.createReader(options, null);
    assertThat(reader.start()).isTrue();
    ScheduledSource.Mark mark =
        CoderUtils.clone(
            source.getCheckpointMarkCoder(), (ScheduledSource.Mark) reader.getCheckpointMark());

    UnboundedSource.UnboundedReader<Long> resumed = source.createReader(options, mark);

    assertThat(resumed.start()).isTrue();
    assertThat(resumed.getCurrent()).isEqualTo(schedule.key(1));
  }
}
