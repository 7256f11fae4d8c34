// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

/** What came of one slice of work. */
public enum Progress {
  /** Something was done, and there may be more to do now. */
  WORKED,
  /** Something was done, and that was all there was to do now. */
  CAUGHT_UP,
  /** Nothing could be done now; a later call may find work. */
  IDLE,
  /** Nothing will ever be left to do. */
  DONE
}
