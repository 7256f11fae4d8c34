// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

/** A way to group by key and window. */
public enum GroupingStrategy {
  /** Through Beam's {@code ReduceFnRunner}: right under every windowing. */
  GENERAL,
  /**
   * Through Beam's {@code ReduceFnRunner} too, key after key when all input is there, and beyond
   * memory by sorted runs on disk, where {@link TriggerTimes#objectionToGathering} has nothing
   * against it.
   */
  GATHERED,
  /** At the ends of windows, where {@link WindowEnds} has nothing against it. */
  END_OF_WINDOW,
  /**
   * Once, when nothing may come for a window any more, and beyond memory by sorted runs on disk,
   * where {@link WindowEnds} has nothing against it.
   */
  SPILLING,
  /**
   * At the ends of sessions, which grow in place, where {@link WindowEnds#objectionToSessions} has
   * nothing against it.
   */
  SESSIONS,
  /**
   * At the ends of windows of any kind that merge, where {@link WindowEnds#objectionToMerging} has
   * nothing against it.
   */
  MERGING,
  /** As {@link #END_OF_WINDOW}, and what sliding windows share is kept once: combines only. */
  SLICES
}
