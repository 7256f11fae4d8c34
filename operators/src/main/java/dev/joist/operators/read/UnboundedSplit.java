// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import org.apache.beam.sdk.io.UnboundedSource;
import org.jspecify.annotations.Nullable;

/** A split of an unbounded source, and how far it was read. */
final class UnboundedSplit<T, MarkT extends UnboundedSource.CheckpointMark> {

  private final UnboundedSource<T, MarkT> source;
  private final byte @Nullable [] mark;
  private final long watermarkMillis;

  /**
   * A split.
   *
   * @param mark the reader's mark, encoded; null if nothing was read
   * @param watermarkMillis the reader's watermark at the mark
   */
  UnboundedSplit(UnboundedSource<T, MarkT> source, byte @Nullable [] mark, long watermarkMillis) {
    this.source = source;
    this.mark = mark;
    this.watermarkMillis = watermarkMillis;
  }

  UnboundedSource<T, MarkT> source() {
    return source;
  }

  /** The encoded mark, which the caller must not change. */
  byte @Nullable [] mark() {
    return mark;
  }

  long watermarkMillis() {
    return watermarkMillis;
  }
}
