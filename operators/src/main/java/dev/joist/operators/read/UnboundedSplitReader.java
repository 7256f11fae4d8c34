// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.Receiver;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.time.EventTime;
import java.io.IOException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.WindowedValues;

/** One split of an unbounded source while it is read. */
final class UnboundedSplitReader<T, MarkT extends UnboundedSource.CheckpointMark> {

  private final UnboundedReader<T> reader;
  private final Clock clock;
  private boolean started;
  private boolean readSinceMark;
  private long lastDataNanos;
  private long watermarkMillis = Watermark.INITIAL_MILLIS;

  UnboundedSplitReader(UnboundedSource<T, MarkT> split, PipelineOptions options, Clock clock)
      throws IOException {
    this.clock = clock;
    this.reader = split.createReader(options, null);
  }

  /** Emits at most {@code budget} elements; returns how many there were. */
  int read(int budget, Receiver output) throws IOException {
    boolean isFirst = !started;
    int count = 0;
    while (count < budget && next()) {
      output.accept(
          WindowedValues.timestampedValueInGlobalWindow(
              reader.getCurrent(), reader.getCurrentTimestamp()));
      count++;
    }
    readSinceMark |= count > 0;
    if (count > 0 || isFirst) {
      lastDataNanos = clock.nanoTime();
    }
    return count;
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
      watermarkMillis = Math.max(watermarkMillis, EventTime.watermarkMillis(reader.getWatermark()));
    }
  }

  long watermarkMillis() {
    return watermarkMillis;
  }

  /** Whether the split had no data for {@code timeoutMillis}. */
  boolean isIdle(long timeoutMillis) {
    return (clock.nanoTime() - lastDataNanos) / 1_000_000L >= timeoutMillis;
  }

  /** Whether the split will never have an element again. */
  boolean isDone() {
    return watermarkMillis == Watermark.FINAL_MILLIS;
  }

  /** Lets the source forget what was read so far. */
  void commit() throws IOException {
    if (readSinceMark) {
      readSinceMark = false;
      reader.getCheckpointMark().finalizeCheckpoint();
    }
  }

  void close() throws IOException {
    reader.close();
  }
}
