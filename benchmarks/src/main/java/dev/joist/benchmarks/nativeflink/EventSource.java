// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import dev.joist.benchmarks.child.FirstElement;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
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
final class EventSource extends UnboundedSource<Event, GeneratorCheckpoint> {

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
  public UnboundedReader<Event> createReader(
      PipelineOptions options, @Nullable GeneratorCheckpoint mark) {
    GeneratorConfig config = configs.get(0);
    return new Reader(this, mark == null ? new Generator(config) : mark.toGenerator(config));
  }

  @Override
  public Coder<GeneratorCheckpoint> getCheckpointMarkCoder() {
    return GeneratorCheckpoint.CODER_INSTANCE;
  }

  @Override
  public Coder<Event> getOutputCoder() {
    return Event.CODER;
  }

  /** Reads one split; the watermark is that which the generator gives with each event. */
  private static final class Reader extends UnboundedReader<Event> {

    private final EventSource source;
    private final Generator generator;
    private Generator.@Nullable NextEvent current;
    private long watermarkMillis = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

    Reader(EventSource source, Generator generator) {
      this.source = source;
      this.generator = generator;
    }

    @Override
    public boolean start() {
      FirstElement.note();
      return advance();
    }

    @Override
    public boolean advance() {
      if (!generator.hasNext()) {
        current = null;
        watermarkMillis = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
        return false;
      }
      Generator.NextEvent next = generator.nextEvent();
      watermarkMillis = next.watermark;
      current = next;
      return true;
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
    public GeneratorCheckpoint getCheckpointMark() {
      return generator.toCheckpoint();
    }

    @Override
    public EventSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}

    private Generator.NextEvent event() {
      if (current == null) {
        throw new NoSuchElementException("no current event in " + generator);
      }
      return current;
    }
  }
}
