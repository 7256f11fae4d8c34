// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import dev.joist.execution.watermark.Watermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;

/** Beam's instants as the runtime's milliseconds, and back. */
public final class EventTime {

  private static final long MIN_MILLIS = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
  private static final long MAX_MILLIS = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();

  /** The last millisecond of the global window: a watermark past it is that of an ended input. */
  public static final long END_OF_GLOBAL_WINDOW_MILLIS =
      GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private EventTime() {}

  /** A watermark for the runtime; the ends of Beam's time become the ends of the runtime's. */
  public static long watermarkMillis(Instant watermark) {
    long millis = watermark.getMillis();
    if (millis >= MAX_MILLIS) {
      return Watermark.FINAL_MILLIS;
    }
    return millis <= MIN_MILLIS ? Watermark.INITIAL_MILLIS : millis;
  }

  /** A watermark of the runtime for Beam, inside Beam's range. */
  public static Instant instant(long watermarkMillis) {
    if (watermarkMillis >= MAX_MILLIS) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    return watermarkMillis <= MIN_MILLIS
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(watermarkMillis);
  }

  /**
   * The millisecond at which something with this timestamp holds the watermark. A timestamp beyond
   * Beam's range, which is how "no output timestamp" is spelt, holds nothing.
   */
  public static long holdMillis(Instant timestamp) {
    long millis = timestamp.getMillis();
    return millis > MAX_MILLIS ? Watermark.FINAL_MILLIS : millis;
  }
}
