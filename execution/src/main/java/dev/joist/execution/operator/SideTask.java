// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import dev.joist.execution.watermark.Watermark;

/**
 * Work that may wait, on a thread of its own beside those of the lanes.
 *
 * <p><b>Threading:</b> all methods are called on that thread. It is interrupted when the job is
 * cancelled or fails.
 *
 * <p><b>Errors:</b> an exception fails the job.
 */
@SuppressWarnings("try") // close() runs code of the user's, which may throw anything
public interface SideTask extends AutoCloseable {

  /**
   * Does a piece of the work. {@link Progress#IDLE}: call again at {@link #deadlineMillis} or when
   * woken; {@link Progress#DONE}: never again.
   */
  Progress step() throws Exception;

  /** The processing time at which there is something to do though nobody wakes the thread. */
  default long deadlineMillis() {
    return Watermark.FINAL_MILLIS;
  }

  /** Called once, behind the last step, also if that failed or the job is cancelled. */
  @Override
  void close() throws Exception;
}
