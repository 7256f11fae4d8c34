// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventStream} as a live source of JSON lines, as a message broker would deliver them.
 *
 * <p>Its watermark is the newest event time so far less {@value EventStream#DISORDER_MILLIS} ms,
 * and it ends after the stream's last event. The splits of a source share its events like cards: of
 * {@code n} splits the {@code k}-th reads the {@code k}-th event and every {@code n}-th after it,
 * so all advance in event time together.
 */
final class GeneratedEvents extends UnboundedSource<String, GeneratedEventsMark> {

  private static final long HIGHEST_RATE = 1_000_000_000;

  private final EventStream stream;
  private final long eventsPerSecond;
  private final long firstIndex;
  private final long stride;
  private final Clock clock;

  private GeneratedEvents(
      EventStream stream, long eventsPerSecond, long firstIndex, long stride, Clock clock) {
    this.stream = stream;
    this.eventsPerSecond = eventsPerSecond;
    this.firstIndex = firstIndex;
    this.stride = stride;
    this.clock = clock;
  }

  /**
   * The whole of {@code stream}.
   *
   * @param eventsPerSecond how fast, all splits together; 0 for as fast as it is read
   * @param clock what the pace is measured by; serializable
   */
  static GeneratedEvents of(EventStream stream, long eventsPerSecond, Clock clock) {
    if (eventsPerSecond < 0 || eventsPerSecond > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "--rate=%d is not within 1 and %d events a second, nor 0 for as fast as possible"
              .formatted(eventsPerSecond, HIGHEST_RATE));
    }
    return new GeneratedEvents(stream, eventsPerSecond, 0, 1, clock);
  }

  @Override
  public List<GeneratedEvents> split(int desiredNumSplits, PipelineOptions options) {
    long splits = Math.max(1, Math.min(desiredNumSplits, stream.events()));
    return LongStream.range(0, splits)
        .mapToObj(
            split ->
                new GeneratedEvents(
                    stream, eventsPerSecond, firstIndex + split * stride, stride * splits, clock))
        .toList();
  }

  @Override
  public UnboundedReader<String> createReader(
      PipelineOptions options, @Nullable GeneratedEventsMark mark) {
    GeneratedEventsMark from =
        mark == null ? GeneratedEventsMark.beginning(firstIndex, clock.millis()) : mark;
    return new GeneratedEventsReader(this, from);
  }

  @Override
  public Coder<GeneratedEventsMark> getCheckpointMarkCoder() {
    return GeneratedEventsMark.MarkCoder.of();
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  EventStream stream() {
    return stream;
  }

  /** How far apart in the stream the events of this split are. */
  long stride() {
    return stride;
  }

  /** Whether the event at {@code index} may be read now, when event 0 was due at the given time. */
  boolean isDue(long index, long startMillis) {
    if (eventsPerSecond == 0) {
      return true;
    }
    long seconds = index / eventsPerSecond;
    long restMillis = index % eventsPerSecond * 1_000 / eventsPerSecond;
    return clock.millis() - startMillis >= seconds * 1_000 + restMillis;
  }
}
