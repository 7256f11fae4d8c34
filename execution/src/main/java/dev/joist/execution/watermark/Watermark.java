// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

/**
 * Constants of watermarks, which travel as bare milliseconds since the epoch.
 *
 * <p>A watermark {@code w} promises that no later element has a timestamp below {@code w}, late
 * elements aside.
 */
public final class Watermark {

  /** Nothing is promised yet. */
  public static final long INITIAL_MILLIS = Long.MIN_VALUE;

  /** No element will follow; also "no hold" and "no deadline". */
  public static final long FINAL_MILLIS = Long.MAX_VALUE;

  private Watermark() {}

  /** The watermark for people: its instant, or the name of an end of time. */
  public static String format(long watermarkMillis) {
    if (watermarkMillis == INITIAL_MILLIS) {
      return "initial";
    }
    return watermarkMillis == FINAL_MILLIS
        ? "final"
        : java.time.Instant.ofEpochMilli(watermarkMillis).toString();
  }
}
