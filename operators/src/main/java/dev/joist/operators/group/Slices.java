// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.time.Keyed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The open slices of sliding windows. A slice is found by the windows that an element says it is
 * in, never by its timestamp; windows that are no run are in no slice.
 */
public final class Slices<K extends @Nullable Object> {

  private final long sizeMillis;
  private final long periodMillis;
  private final Map<IntervalWindow, Slice<K>> open = new HashMap<>();

  /** By the last millisecond of the window. */
  private final TreeMap<Long, Due<K>> byEnd = new TreeMap<>();

  private @Nullable Collection<? extends BoundedWindow> latestWindows;
  private @Nullable Slice<K> latest;

  Slices(WindowFn<?, ?> windowFn) {
    if (!areIn(windowFn)) {
      throw new IllegalArgumentException("%s has no slices".formatted(windowFn));
    }
    SlidingWindows sliding = (SlidingWindows) windowFn;
    this.sizeMillis = sliding.getSize().getMillis();
    this.periodMillis = sliding.getPeriod().getMillis();
  }

  /** Whether windows of {@code windowFn} share slices: it is Beam's own, and they overlap. */
  public static boolean areIn(WindowFn<?, ?> windowFn) {
    return windowFn.getClass() == SlidingWindows.class
        && windowsEach((SlidingWindows) windowFn) > 1;
  }

  /** How many windows an element is in at most. */
  public static long windowsEach(SlidingWindows sliding) {
    long period = sliding.getPeriod().getMillis();
    return (sliding.getSize().getMillis() + period - 1) / period;
  }

  /** A window and the slices that it is made of. */
  record Due<K extends @Nullable Object>(IntervalWindow window, List<Slice<K>> slices) {}

  /** The slice of exactly these windows, if they are a run. */
  @SuppressWarnings("ReferenceEquality") // Elements mostly share theirs with the one before.
  @Nullable Slice<K> of(Collection<? extends BoundedWindow> windows) {
    if (windows != latestWindows) {
      List<IntervalWindow> run = run(windows);
      latest = run == null ? null : opened(new Slice<>(run));
      latestWindows = windows;
    }
    return latest;
  }

  private @Nullable List<IntervalWindow> run(Collection<? extends BoundedWindow> windows) {
    List<IntervalWindow> run = new ArrayList<>(windows.size());
    for (BoundedWindow window : windows) {
      if (!(window instanceof IntervalWindow interval)) {
        return null;
      }
      run.add(interval);
    }
    run.sort(Comparator.comparing(IntervalWindow::start));
    for (int i = 0; i < run.size(); i++) {
      IntervalWindow window = run.get(i);
      long start = run.get(0).start().getMillis() + i * periodMillis;
      if (window.start().getMillis() != start || window.end().getMillis() != start + sizeMillis) {
        return null;
      }
    }
    return run.size() < 2 ? null : run;
  }

  private Slice<K> opened(Slice<K> slice) {
    Slice<K> known = open.get(slice.common());
    return known == null ? slice : known;
  }

  /** Adds a key to a slice, in which it is not yet. */
  void add(Slice<K> slice, Keyed<K> key) {
    add(slice, key, 0);
  }

  private void add(Slice<K> slice, Keyed<K> key, int fired) {
    if (slice.keys().isEmpty()) {
      slice.markStored(fired);
      open.put(slice.common(), slice);
      for (IntervalWindow window : slice.windows().subList(fired, slice.windows().size())) {
        byEnd
            .computeIfAbsent(
                window.maxTimestamp().getMillis(), end -> new Due<>(window, new ArrayList<>()))
            .slices()
            .add(slice);
      }
    }
    slice.keys().add(key);
  }

  /**
   * Adds a key to the slice that {@code common} names.
   *
   * @param fired how many of its windows have fired
   */
  void restore(IntervalWindow common, Keyed<K> key, int fired) {
    List<IntervalWindow> windows = new ArrayList<>();
    long end = common.end().getMillis();
    for (long start = end - sizeMillis;
        start <= common.start().getMillis();
        start += periodMillis) {
      windows.add(
          new IntervalWindow(
              Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + sizeMillis)));
    }
    add(opened(new Slice<>(windows)), key, fired);
  }

  /** Whether a window with slices ended strictly before {@code timeMillis}. */
  boolean isDue(long timeMillis) {
    return !byEnd.isEmpty() && byEnd.firstKey() < timeMillis;
  }

  /** Takes out the windows that ended strictly before {@code timeMillis}, the earliest first. */
  List<Due<K>> poll(long timeMillis) {
    List<Due<K>> due = new ArrayList<>();
    while (isDue(timeMillis)) {
      Due<K> window = byEnd.pollFirstEntry().getValue();
      window.slices().stream()
          .filter(slice -> slice.endsWith(window.window()))
          .forEach(slice -> open.remove(slice.common()));
      due.add(window);
    }
    if (!due.isEmpty()) {
      latestWindows = null;
    }
    return due;
  }

  /** Those of which windows have fired since their state was written. */
  List<Slice<K>> unstored() {
    return open.values().stream().filter(slice -> !slice.isStored()).toList();
  }

  /** The windows that end first, at most {@code limit}; they stay. */
  List<Due<K>> earliest(int limit) {
    return byEnd.values().stream().limit(limit).toList();
  }
}
