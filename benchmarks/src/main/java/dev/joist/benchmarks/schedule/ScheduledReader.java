// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.schedule;

import dev.joist.benchmarks.child.FirstElement;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** Reads one split of a {@link ScheduledSource}; its watermark is the time of the next event. */
final class ScheduledReader extends UnboundedSource.UnboundedReader<Long> {

  private final ScheduledSource source;
  private final Schedule schedule;
  private long currentIndex = -1;
  private long nextIndex;
  private long knownNanos;
  private Instant currentTime = Instant.EPOCH;

  ScheduledReader(ScheduledSource source, long nextIndex) {
    this.source = source;
    this.schedule = source.schedule();
    this.nextIndex = nextIndex;
    this.knownNanos = System.nanoTime();
  }

  @Override
  public boolean start() {
    FirstElement.note();
    return advance();
  }

  @Override
  public boolean advance() {
    if (nextIndex >= schedule.events() || !isDue(schedule.dueNanos(nextIndex))) {
      currentIndex = -1;
      return false;
    }
    currentIndex = nextIndex;
    nextIndex += source.stride();
    return true;
  }

  /** Asks the clock only when what it said last does not suffice. */
  private boolean isDue(long dueNanos) {
    if (dueNanos - knownNanos > 0) {
      knownNanos = System.nanoTime();
    }
    return dueNanos - knownNanos <= 0;
  }

  @Override
  public Long getCurrent() {
    if (currentIndex < 0) {
      throw new NoSuchElementException("no current event: event %d is next".formatted(nextIndex));
    }
    return schedule.key(currentIndex);
  }

  /** The same object for all events of a millisecond. */
  @Override
  public Instant getCurrentTimestamp() {
    long millis = schedule.timestampMillis(currentIndex);
    if (currentTime.getMillis() != millis) {
      currentTime = Instant.ofEpochMilli(millis);
    }
    return currentTime;
  }

  @Override
  public Instant getWatermark() {
    return nextIndex >= schedule.events()
        ? BoundedWindow.TIMESTAMP_MAX_VALUE
        : Instant.ofEpochMilli(schedule.timestampMillis(nextIndex));
  }

  @Override
  public ScheduledSource.Mark getCheckpointMark() {
    return new ScheduledSource.Mark(nextIndex);
  }

  @Override
  public ScheduledSource getCurrentSource() {
    return source;
  }

  @Override
  public void close() {}
}
