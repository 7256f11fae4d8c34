// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.time;

/**
 * The processing time of a job.
 *
 * <p><b>Threading:</b> implementations may be read from any thread.
 */
public interface Clock {

  /**
   * Processing time in milliseconds since the epoch; may step back where the machine's clock does.
   */
  long currentTimeMillis();

  /** Elapsed time in nanoseconds from an arbitrary origin; never goes back. */
  long nanoTime();

  /**
   * Whether time passes by itself. Where it does not (a test's clock), a deadline is reached only
   * by someone who sets the clock and then wakes those who wait.
   */
  boolean advancesByItself();

  /** The machine's clock. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
