// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

import java.util.Arrays;

/**
 * The minimum over the watermarks of several inputs.
 *
 * <p>An idle input does not hold the others back; while all are idle the minimum stays where it is.
 * The result never goes back. O(inputs) when the slowest input moves, O(1) else.
 */
public final class WatermarkMerger {

  private final long[] watermarks;
  private final boolean[] idle;
  private long merged = Watermark.INITIAL_MILLIS;

  public WatermarkMerger(int inputs) {
    this.watermarks = new long[inputs];
    this.idle = new boolean[inputs];
    Arrays.fill(watermarks, Watermark.INITIAL_MILLIS);
    if (inputs == 0) {
      merged = Watermark.FINAL_MILLIS;
    }
  }

  /** Takes the newest watermark of {@code input}; a lower one than before is ignored. */
  public long update(int input, long watermarkMillis) {
    long before = watermarks[input];
    boolean wasIdle = idle[input];
    idle[input] = false;
    if (watermarkMillis > before) {
      watermarks[input] = watermarkMillis;
    }
    if (wasIdle || (before <= merged && watermarkMillis > before)) {
      recompute();
    }
    return merged;
  }

  /** Leaves {@code input} out of the minimum until its next watermark. */
  public long markIdle(int input) {
    idle[input] = true;
    recompute();
    return merged;
  }

  /** Whether there are inputs and all of them are idle. */
  public boolean isIdle() {
    for (boolean one : idle) {
      if (!one) {
        return false;
      }
    }
    return idle.length > 0;
  }

  /** The minimum over the inputs that are not idle, as it stands. */
  public long merged() {
    return merged;
  }

  /** The last watermark of {@code input}. */
  public long of(int input) {
    return watermarks[input];
  }

  private void recompute() {
    long minimum = Long.MAX_VALUE;
    boolean any = false;
    for (int i = 0; i < watermarks.length; i++) {
      if (!idle[i]) {
        any = true;
        minimum = Math.min(minimum, watermarks[i]);
      }
    }
    if (any && minimum > merged) {
      merged = minimum;
    }
  }
}
