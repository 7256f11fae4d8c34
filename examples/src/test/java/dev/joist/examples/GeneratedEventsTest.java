// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedEventsTest {

  private static final int EVENTS = 60;
  private static final EventStream STREAM = new EventStream(EVENTS, 5, 4);
  private static final List<String> LINES =
      LongStream.range(0, EVENTS).mapToObj(index -> EventJson.format(STREAM.event(index))).toList();

  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final ManualClock clock = new ManualClock();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, EVENTS, 1_000})
  void sharesTheSameEventsAmongAnyNumberOfSplits(int splits) throws IOException {
    List<GeneratedEvents> sources = source(0).split(splits, options);

    assertThat(sources).hasSize(Math.min(splits, EVENTS));
    assertThat(linesOf(sources)).containsExactlyInAnyOrderElementsOf(LINES);
  }

  @Test
  void splitsASplitAgain() throws IOException {
    var sources = new ArrayList<GeneratedEvents>();
    for (GeneratedEvents third : source(0).split(3, options)) {
      sources.addAll(third.split(4, options));
    }

    assertThat(sources).hasSize(12);
    assertThat(linesOf(sources)).containsExactlyInAnyOrderElementsOf(LINES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void resumesExactlyFromAMarkTakenAnywhere(int splits) throws IOException {
    for (GeneratedEvents source : source(0).split(splits, options)) {
      List<String> whole = read(reader(source, null), EVENTS);
      for (int position = 0; position <= whole.size(); position++) {
        UnboundedReader<String> first = reader(source, null);
        var resumed = new ArrayList<>(read(first, position));
        Instant watermark = first.getWatermark();

        UnboundedReader<String> second = reader(source, copyOf(first));
        assertThat(second.getWatermark()).isGreaterThanOrEqualTo(watermark);
        resumed.addAll(read(second, EVENTS));

        assertThat(resumed).as("resumed at %d", position).isEqualTo(whole);
      }
    }
  }

  @Test
  void keepsTheWatermarkFiveSecondsBehindTheNewestEventUntilTheEnd() throws IOException {
    UnboundedReader<String> reader = reader(source(0), null);

    assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    long newestMillis = Long.MIN_VALUE;
    for (int index = 0; index < EVENTS; index++) {
      Instant before = reader.getWatermark();
      assertThat(index == 0 ? reader.start() : reader.advance()).isTrue();
      newestMillis = Math.max(newestMillis, STREAM.event(index).eventTimeMillis());

      assertThat(reader.getCurrentTimestamp())
          .isEqualTo(Instant.ofEpochMilli(STREAM.event(index).eventTimeMillis()))
          .isGreaterThanOrEqualTo(before);
      assertThat(reader.getWatermark()).isEqualTo(Instant.ofEpochMilli(newestMillis - 5_000));
    }
    assertThat(reader.advance()).isFalse();
    assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
  }

  @Test
  void isAtItsEndAtOnceWithoutEvents() throws IOException {
    var source = GeneratedEvents.of(new EventStream(0, 1, 1), 0, clock);

    assertThat(source.split(4, options)).hasSize(1);
    UnboundedReader<String> reader = reader(source, null);
    assertThat(reader.start()).isFalse();
    assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
  }

  @Test
  void hasNoCurrentEventBeforeTheFirstAndWhileItWaits() throws IOException {
    UnboundedReader<String> reader = reader(source(1), null);

    assertThatThrownBy(reader::getCurrent).isInstanceOf(NoSuchElementException.class);
    assertThat(reader.start()).isTrue();
    assertThat(reader.getCurrent()).isEqualTo(LINES.get(0));
    assertThat(reader.advance()).isFalse();
    assertThatThrownBy(reader::getCurrent)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no current event: the next one, 1 of 60, was not read yet");
  }

  @Test
  void keepsItsPaceOverAllSplits() throws IOException {
    var readers = new ArrayList<UnboundedReader<String>>();
    for (GeneratedEvents source : source(10).split(2, options)) {
      readers.add(reader(source, null));
    }

    assertThat(readAll(readers)).isEqualTo(1);
    clock.advance(99);
    assertThat(readAll(readers)).isEqualTo(0);
    clock.advance(1);
    assertThat(readAll(readers)).isEqualTo(1);
    clock.advance(1_000);
    assertThat(readAll(readers)).isEqualTo(10);
  }

  @Test
  void keepsItsPaceWhenReadersComeAndGo() throws IOException {
    GeneratedEvents source = source(10);
    UnboundedReader<String> reader = reader(source, null);
    int read = 0;

    for (int millis = 0; millis < 500; millis += 10) {
      read += read(reader, EVENTS).size();
      reader = reader(source, copyOf(reader));
      clock.advance(10);
    }

    assertThat(read).isEqualTo(5);
  }

  @Test
  void refusesANegativeRate() {
    assertThatThrownBy(() -> source(-1))
        .hasMessage(
            "--rate=-1 is not within 1 and 1000000000 events a second,"
                + " nor 0 for as fast as possible");
  }

  private GeneratedEvents source(long eventsPerSecond) {
    return GeneratedEvents.of(STREAM, eventsPerSecond, clock);
  }

  private UnboundedReader<String> reader(
      GeneratedEvents source, @Nullable GeneratedEventsMark mark) {
    return source.createReader(options, mark);
  }

  private static GeneratedEventsMark copyOf(UnboundedReader<String> reader) throws IOException {
    var mark = (GeneratedEventsMark) reader.getCheckpointMark();
    mark.finalizeCheckpoint();
    return CoderUtils.clone(GeneratedEventsMark.MarkCoder.of(), mark);
  }

  private List<String> linesOf(List<GeneratedEvents> sources) throws IOException {
    var lines = new ArrayList<String>();
    for (GeneratedEvents source : sources) {
      lines.addAll(read(reader(source, null), EVENTS));
    }
    return lines;
  }

  private static int readAll(List<UnboundedReader<String>> readers) throws IOException {
    int read = 0;
    for (UnboundedReader<String> reader : readers) {
      read += read(reader, EVENTS).size();
    }
    return read;
  }

  /** What is there to read, up to {@code most} lines. */
  private static List<String> read(UnboundedReader<String> reader, int most) throws IOException {
    var lines = new ArrayList<String>();
    while (lines.size() < most && reader.advance()) {
      lines.add(reader.getCurrent());
    }
    return lines;
  }
}
