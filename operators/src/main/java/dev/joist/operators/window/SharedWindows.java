// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.window;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.joda.time.Instant;

/**
 * The windows of fixed and sliding window functions, made once for all elements of a slice: of a
 * stretch of time in which every timestamp has the same windows.
 *
 * <p>Of slices the latest is kept, since elements come nearly in order. Times before the epoch are
 * not kept: there Beam's functions round in another direction.
 */
final class SharedWindows {

  private final Function<Instant, Collection<IntervalWindow>> assignment;
  private final long periodMillis;
  private final long restMillis;
  private Collection<IntervalWindow> windows = List.of();
  private long sliceStartMillis;
  private long sliceEndMillis;

  /**
   * Shared windows.
   *
   * @param assignment the windows of a timestamp, that with the highest start first
   * @param periodMillis how far the starts of windows lie apart
   * @param restMillis what is left of the size of a window when periods are taken from it
   */
  private SharedWindows(
      Function<Instant, Collection<IntervalWindow>> assignment,
      long periodMillis,
      long restMillis) {
    this.assignment = assignment;
    this.periodMillis = periodMillis;
    this.restMillis = restMillis;
  }

  /** The windows of {@code windowFn}, if it is known what they depend on. */
  static Optional<SharedWindows> of(WindowFn<?, ?> windowFn) {
    // Not of subclasses, which may assign what they like.
    if (windowFn.getClass() == FixedWindows.class) {
      FixedWindows fixed = (FixedWindows) windowFn;
      long size = fixed.getSize().getMillis();
      return Optional.of(
          new SharedWindows(timestamp -> List.of(fixed.assignWindow(timestamp)), size, 0));
    }
    if (windowFn.getClass() == SlidingWindows.class) {
      SlidingWindows sliding = (SlidingWindows) windowFn;
      long period = sliding.getPeriod().getMillis();
      return Optional.of(
          new SharedWindows(
              sliding::assignWindows, period, sliding.getSize().getMillis() % period));
    }
    return Optional.empty();
  }

  /** The windows of {@code timestamp}; the same object for all timestamps of a slice. */
  Collection<? extends BoundedWindow> at(Instant timestamp) {
    long millis = timestamp.getMillis();
    if (millis < sliceStartMillis || millis >= sliceEndMillis) {
      Collection<IntervalWindow> assigned = List.copyOf(assignment.apply(timestamp));
      if (millis < 0 || assigned.isEmpty()) {
        return assigned;
      }
      windows = assigned;
      keep(millis, assigned.iterator().next());
    }
    return windows;
  }

  /**
   * The slice of a timestamp in {@code latest}, the latest window that it is in. One more window
   * reaches into the first part of each period than into its rest, unless windows end where others
   * start.
   */
  private void keep(long millis, IntervalWindow latest) {
    long start = latest.start().getMillis();
    long middle = start + restMillis;
    sliceStartMillis = Math.max(0, millis < middle ? start : middle);
    sliceEndMillis = millis < middle ? middle : start + periodMillis;
    sliceEndMillis = Math.min(sliceEndMillis, latest.end().getMillis());
  }
}
