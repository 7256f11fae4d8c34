// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one split of {@link GeneratedEvents}; all it knows is its mark and the current event. */
final class GeneratedEventsReader extends UnboundedSource.UnboundedReader<String> {

  private final GeneratedEvents source;
  private GeneratedEventsMark mark;
  private @Nullable UserEvent current;

  GeneratedEventsReader(GeneratedEvents source, GeneratedEventsMark mark) {
    this.source = source;
    this.mark = mark;
  }

  @Override
  public boolean start() {
    return advance();
  }

  @Override
  public boolean advance() {
    long index = mark.nextIndex();
    if (isExhausted() || !source.isDue(index, mark.startMillis())) {
      current = null;
      return false;
    }
    UserEvent event = source.stream().event(index);
    mark = mark.after(event, index + source.stride());
    current = event;
    return true;
  }

  @Override
  public String getCurrent() {
    return EventJson.format(event());
  }

  @Override
  public Instant getCurrentTimestamp() {
    return Instant.ofEpochMilli(event().eventTimeMillis());
  }

  @Override
  public Instant getWatermark() {
    if (current == null && isExhausted()) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    long newestMillis = mark.newestEventTimeMillis();
    return newestMillis == Long.MIN_VALUE
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(newestMillis - EventStream.DISORDER_MILLIS);
  }

  @Override
  public GeneratedEventsMark getCheckpointMark() {
    return mark;
  }

  @Override
  public GeneratedEvents getCurrentSource() {
    return source;
  }

  @Override
  public void close() {}

  private boolean isExhausted() {
    return mark.nextIndex() >= source.stream().events();
  }

  private UserEvent event() {
    if (current == null) {
      throw new NoSuchElementException(
          "no current event: the next one, %d of %d, was not read yet"
              .formatted(mark.nextIndex(), source.stream().events()));
    }
    return current;
  }
}
