// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;

/** How far the open bundle of a subtask is, and when it has to end. */
final class BundleProgress {

  private final SubtaskLimits limits;
  private final boolean clockAdvances;
  private long elements;
  private long startedNanos;
  private boolean open;
  private boolean watermarksWait;
  private boolean due;

  BundleProgress(SubtaskLimits limits, Clock clock) {
    this.limits = limits;
    this.clockAdvances = clock.advancesByItself();
  }

  /** Counts elements that were processed, or timers that fired, in the open bundle. */
  void add(long count, long nowNanos) {
    if (!open) {
      open = true;
      startedNanos = nowNanos;
    }
    elements += count;
  }

  /** How many elements were processed, and timers fired, in the open bundle. */
  long elements() {
    return elements;
  }

  /** A watermark moved outside; {@code isDue}: it would make something happen. */
  void watermarkWaits(boolean isDue) {
    watermarksWait = true;
    due |= isDue;
  }

  /** How many more elements the bundle takes. */
  int remaining() {
    return (int) Math.max(0, limits.quickBundleElements() - elements);
  }

  /** Whether elements were processed or timers fired since the last bundle ended. */
  boolean isOpen() {
    return open;
  }

  /** Whether the bundle must end although there may be more to do. */
  boolean mustEnd(long nowNanos) {
    return due
        || elements >= limits.quickBundleElements()
        || (open && ageMillis(nowNanos) >= mostMillis());
  }

  private long mostMillis() {
    long most = limits.maxBundleMillis();
    return elements >= limits.maxBundleElements()
        ? Math.min(most, SubtaskLimits.QUICK_BUNDLE_MILLIS)
        : most;
  }

  /** Whether something is due at a watermark that waits. */
  boolean isDue() {
    return due;
  }

  /** Whether ending the bundle would do anything. */
  boolean isPending() {
    return open || watermarksWait;
  }

  /**
   * How long an idle subtask still waits before it ends a bundle that is costly to end; not at all
   * by a clock that may never move.
   */
  long lingerMillis(long nowNanos) {
    return open && clockAdvances
        ? Math.max(0, limits.bundleLingerMillis() - ageMillis(nowNanos))
        : 0;
  }

  void ended() {
    open = false;
    elements = 0;
    watermarksWait = false;
    due = false;
  }

  private long ageMillis(long nowNanos) {
    return (nowNanos - startedNanos) / 1_000_000L;
  }
}
