// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import dev.joist.benchmarks.child.FirstElement;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.nexmark.model.Event;
import org.apache.beam.sdk.nexmark.sources.generator.Generator;
import org.apache.beam.sdk.nexmark.sources.generator.GeneratorCheckpoint;
import org.apache.beam.sdk.nexmark.sources.generator.GeneratorConfig;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nexmark's events as fast as they are read, without what Nexmark's own source does besides. */
final class EventSource extends UnboundedSource<Event, EventSource.Mark> {

  private final List<GeneratorConfig> configs;

  /**
   * @param configs the events of each split
   */
  EventSource(List<GeneratorConfig> configs) {
    this.configs = configs;
  }

  @Override
  public List<EventSource> split(int desiredNumSplits, PipelineOptions options) {
    return configs.stream().map(config -> new EventSource(List.of(config))).toList();
  }

  @Override
  public UnboundedReader<Event> createReader(PipelineOptions options, @Nullable Mark mark) {
    GeneratorConfig config = configs.get(0);
    return new Reader(
        this, mark == null ? new Generator(config) : mark.checkpoint.get().toGenerator(config));
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return Mark.CODER;
  }

  @Override
  public Coder<Event> getOutputCoder() {
    return Event.CODER;
  }

  /**
   * Reads one split; the watermark is that which the generator gives with each event.
   *
   * <p>It calls the generator in a loop, as the source for Flink does, for the sake of the JIT
   * compiler: else it compiles the generator once more as a part of {@link #advance}, at about a
   * second of processor time.
   */
  private static final class Reader extends UnboundedReader<Event> {

    private static final int AHEAD = 64;

    private final EventSource source;
    private final Generator generator;
    private final Generator.NextEvent[] events = new Generator.NextEvent[AHEAD];
    private Generator beforeEvents;
    private int filled;
    private int position = -1;
    private long watermarkMillis = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

    Reader(EventSource source, Generator generator) {
      this.source = source;
      this.generator = generator;
      this.beforeEvents = generator.copy();
    }

    @Override
    public boolean start() {
      FirstElement.note();
      return advance();
    }

    @Override
    public boolean advance() {
      position++;
      if (position >= filled) {
        readAhead();
        if (filled == 0) {
          watermarkMillis = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
          return false;
        }
      }
      watermarkMillis = events[position].watermark;
      return true;
    }

    private void readAhead() {
      beforeEvents = generator.copy();
      position = 0;
      filled = 0;
      while (filled < AHEAD && generator.hasNext()) {
        events[filled++] = generator.nextEvent();
      }
    }

    @Override
    public Event getCurrent() {
      return event().event;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(event().eventTimestamp);
    }

    @Override
    public Instant getWatermark() {
      return Instant.ofEpochMilli(watermarkMillis);
    }

    @Override
    public Mark getCheckpointMark() {
      return Mark.behind(beforeEvents, Math.min(position + 1, filled));
    }

    @Override
    public EventSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}

    private Generator.NextEvent event() {
      if (position < 0 || position >= filled) {
        throw new NoSuchElementException("no current event in " + generator);
      }
      return events[position];
    }
  }

  /** How far a split was read; made out only when somebody wants to know. */
  static final class Mark implements UnboundedSource.CheckpointMark {

    static final Coder<Mark> CODER =
        DelegateCoder.of(
            GeneratorCheckpoint.CODER_INSTANCE,
            mark -> mark.checkpoint.get(),
            checkpoint -> new Mark(() -> checkpoint));

    private final Supplier<GeneratorCheckpoint> checkpoint;

    private Mark(Supplier<GeneratorCheckpoint> checkpoint) {
      this.checkpoint = checkpoint;
    }

    /** So many events behind where {@code generator} is now. */
    static Mark behind(Generator generator, int events) {
      return new Mark(
          () -> {
            Generator at = generator.copy();
            for (int i = 0; i < events; i++) {
              at.nextEvent();
            }
            return at.toCheckpoint();
          });
    }

    @Override
    public void finalizeCheckpoint() {}
  }
}
