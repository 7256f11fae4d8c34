// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.operators.time.EventTime;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.joda.time.Instant;

/**
 * A piece that was put off.
 *
 * @param piece the element with what is left of its restriction
 * @param holdMillis it holds the output watermark there
 * @param dueMillis the processing time from which it may be worked on
 */
record Residual<PieceT>(WindowedValue<PieceT> piece, long holdMillis, long dueMillis) {

  /**
   * A residual whose estimator said {@code watermark}. Even at the end of time it holds: an output
   * watermark that is final would say that the operator is done.
   */
  static <PieceT> Residual<PieceT> of(
      WindowedValue<PieceT> piece, Instant watermark, long dueMillis) {
    long endMillis = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
    long holdMillis = Math.min(endMillis, EventTime.watermarkMillis(watermark));
    return new Residual<>(piece, holdMillis, dueMillis);
  }

  /** An estimator may fall back, a watermark may not: holds below {@code leastMillis} are there. */
  Residual<PieceT> holdingNothingBelow(long leastMillis) {
    long endMillis = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
    return holdMillis >= leastMillis
        ? this
        : new Residual<>(piece, Math.min(endMillis, leastMillis), dueMillis);
  }
}
