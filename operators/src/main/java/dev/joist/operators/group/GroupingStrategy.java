// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

/** A way to group by key and window. */
public enum GroupingStrategy {
  /** Through Beam's {@code ReduceFnRunner}: right under every windowing. */
  GENERAL,
  /** At the ends of windows, where {@link WindowEnds} has nothing against it. */
  END_OF_WINDOW,
  /**
   * At the ends of windows, and beyond memory by sorted runs on disk, where {@link
   * WindowEnds#objectionToSpilling} has nothing against it.
   */
  SPILLING,
  /**
   * At the ends of sessions, which grow in place, where {@link WindowEnds#objectionToSessions} has
   * nothing against it.
   */
  SESSIONS,
  /** As {@link #END_OF_WINDOW}, and what sliding windows share is kept once: combines only. */
  SLICES
}
