// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.watermark.Watermark;
import java.util.Arrays;

/**
 * The watermarks of a stage's inputs as one lane knows them: those of the inbox when it last
 * looked.
 *
 * <p><b>Threading:</b> read by the lane, and updated by it while it has the baton.
 */
final class LaneInputs {

  private static final long NEVER = -1;

  private final long[] watermarks;
  private final boolean[] idle;
  private long version = NEVER;
  private long producersTimeMillis = Watermark.INITIAL_MILLIS;

  LaneInputs(int inputs) {
    this.watermarks = new long[inputs];
    this.idle = new boolean[inputs];
    Arrays.fill(watermarks, Watermark.INITIAL_MILLIS);
  }

  /** Whether the inbox knows more of the watermarks; takes over how far the producers are. */
  boolean isBehind(Inbox inbox) {
    producersTimeMillis = inbox.producersTimeMillis();
    return version != inbox.version();
  }

  /** Takes over what the inbox knows; returns whether an input has newly come to its end. */
  boolean update(Inbox inbox) {
    boolean ended = false;
    for (int input = 0; input < watermarks.length; input++) {
      long watermark = inbox.watermark(input);
      ended |= watermark == Watermark.FINAL_MILLIS && watermarks[input] != watermark;
      watermarks[input] = watermark;
      idle[input] = inbox.isIdle(input);
    }
    version = inbox.version();
    return ended;
  }

  /** How far all producers are in processing time. */
  long producersTimeMillis() {
    return producersTimeMillis;
  }

  /** The merged watermark of an input. */
  long watermark(int input) {
    return watermarks[input];
  }

  /** Whether nobody is to wait for an input. */
  boolean isIdle(int input) {
    return idle[input];
  }
}
