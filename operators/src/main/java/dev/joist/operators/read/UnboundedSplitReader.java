// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.Receiver;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.time.EventTime;
import dev.joist.state.ItemId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** One split of an unbounded source while it is read. */
final class UnboundedSplitReader<T, MarkT extends UnboundedSource.CheckpointMark> {

  private final ItemId id;
  private final boolean hasRecordIds;
  private final UnboundedSource<T, MarkT> source;
  private final Coder<MarkT> markCoder;
  private final UnboundedReader<T> reader;
  private final List<UnboundedSource.CheckpointMark> uncommitted = new ArrayList<>();
  private final Clock clock;
  private boolean started;
  private boolean readSinceMark;
  private boolean isStored = true;
  private long lastDataNanos;
  private long watermarkMillis;

  /**
   * A reader of a split that goes on at its mark.
   *
   * @param hasRecordIds whether it emits pairs of id and record
   */
  UnboundedSplitReader(
      ItemId id,
      UnboundedSplit<T, MarkT> split,
      boolean hasRecordIds,
      PipelineOptions options,
      Clock clock)
      throws IOException {
    this.id = id;
    this.hasRecordIds = hasRecordIds;
    this.clock = clock;
    this.source = split.source();
    this.markCoder = source.getCheckpointMarkCoder();
    byte[] mark = split.mark();
    this.reader =
        source.createReader(
            options, mark == null ? null : CoderUtils.decodeFromByteArray(markCoder, mark));
    this.watermarkMillis = split.watermarkMillis();
    this.lastDataNanos = clock.nanoTime();
  }

  /** The name of the split. */
  ItemId id() {
    return id;
  }

  /** Emits at most {@code budget} elements; returns how many there were. */
  int read(int budget, Receiver output) throws IOException {
    boolean isFirst = !started;
    int count = 0;
    while (count < budget && next()) {
      output.accept(
          WindowedValues.timestampedValueInGlobalWindow(current(), reader.getCurrentTimestamp()));
      count++;
    }
    if (count > 0) {
      readSinceMark = true;
      isStored = false;
    }
    if (count > 0 || isFirst) {
      lastDataNanos = clock.nanoTime();
    }
    return count;
  }

  private @Nullable Object current() {
    T record = reader.getCurrent();
    return hasRecordIds ? KV.of(reader.getCurrentRecordId(), record) : record;
  }

  private boolean next() throws IOException {
    if (started) {
      return reader.advance();
    }
    started = true;
    return reader.start();
  }

  /** Asks the reader for its watermark, which never goes back. */
  void pollWatermark() {
    if (started) {
      long before = watermarkMillis;
      watermarkMillis = Math.max(before, EventTime.watermarkMillis(reader.getWatermark()));
      isStored &= watermarkMillis == before;
    }
  }

  long watermarkMillis() {
    return watermarkMillis;
  }

  /** Whether the split had no data for {@code timeoutMillis}. */
  boolean isIdle(long timeoutMillis) {
    return (clock.nanoTime() - lastDataNanos) / 1_000_000L >= timeoutMillis;
  }

  /** Reads no more of the split, as if it had come to its end. */
  void stop() {
    watermarkMillis = Watermark.FINAL_MILLIS;
  }

  /** Whether the split will never have an element again. */
  boolean isDone() {
    return watermarkMillis == Watermark.FINAL_MILLIS;
  }

  /** How far the split was read, to be stored; null if that is what was stored last. */
  @SuppressWarnings("unchecked") // A reader's marks are those of its source.
  @Nullable UnboundedSplit<T, MarkT> toStore() throws IOException {
    if (isStored || !started) {
      return null;
    }
    isStored = true;
    readSinceMark = false;
    UnboundedSource.CheckpointMark mark = reader.getCheckpointMark();
    uncommitted.add(mark);
    // A mark may refer to its reader, which goes on: it is encoded now and not when it is written.
    byte[] encoded = CoderUtils.encodeToByteArray(markCoder, (MarkT) mark);
    return new UnboundedSplit<>(source, encoded, watermarkMillis);
  }

  /** Lets the source forget what was read so far: every mark that was taken, in order. */
  void commit() throws IOException {
    if (readSinceMark) {
      readSinceMark = false;
      uncommitted.add(reader.getCheckpointMark());
    }
    for (UnboundedSource.CheckpointMark mark : uncommitted) {
      mark.finalizeCheckpoint();
    }
    uncommitted.clear();
  }

  void close() throws IOException {
    reader.close();
  }
}
