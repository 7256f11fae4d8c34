// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.operators.time.EventTime;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * The user's reader of one split, and where it stands.
 *
 * <p><b>Threading:</b> belongs to one thread at a time.
 */
final class OpenSplit<T, MarkT extends CheckpointMark> {

  private final UnboundedReader<T> reader;
  private final boolean hasRecordIds;
  private boolean isStarted;
  private boolean hasReadSinceMark;
  private long watermarkMillis;

  /**
   * Opens a split where its mark is.
   *
   * @param hasRecordIds whether elements are pairs of id and record
   */
  OpenSplit(UnboundedSplit<T, MarkT> split, boolean hasRecordIds, PipelineOptions options)
      throws IOException {
    UnboundedSource<T, MarkT> source = split.source();
    Coder<MarkT> markCoder = source.getCheckpointMarkCoder();
    byte[] mark = split.mark();
    this.reader =
        source.createReader(
            options, mark == null ? null : CoderUtils.decodeFromByteArray(markCoder, mark));
    this.hasRecordIds = hasRecordIds;
    this.watermarkMillis = split.watermarkMillis();
  }

  boolean isStarted() {
    return isStarted;
  }

  /** Goes on to the next record; false if there is none now. It may wait for one. */
  boolean next() throws IOException {
    boolean found;
    if (isStarted) {
      found = reader.advance();
    } else {
      isStarted = true;
      found = reader.start();
    }
    hasReadSinceMark |= found;
    return found;
  }

  /** The record that was found. */
  WindowedValue<?> element() {
    return WindowedValues.timestampedValueInGlobalWindow(current(), reader.getCurrentTimestamp());
  }

  private @Nullable Object current() {
    T record = reader.getCurrent();
    return hasRecordIds ? KV.of(reader.getCurrentRecordId(), record) : record;
  }

  /** Asks the reader for its watermark, which never goes back. */
  long watermarkMillis() {
    if (isStarted) {
      watermarkMillis = Math.max(watermarkMillis, EventTime.watermarkMillis(reader.getWatermark()));
    }
    return watermarkMillis;
  }

  /** Whether something was read of which no mark tells yet. */
  boolean hasReadSinceMark() {
    return hasReadSinceMark;
  }

  /** A mark of all that was read. */
  CheckpointMark mark() {
    hasReadSinceMark = false;
    return reader.getCheckpointMark();
  }

  void close() throws IOException {
    reader.close();
  }
}
