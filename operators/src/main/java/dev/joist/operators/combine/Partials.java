// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Accumulators by window, and within a window by key; or by all the windows that elements are in,
 * where these are not told apart before the exchange. Elements that share their windows with the
 * one before them, as those of a slice do, find them without a look-up.
 */
final class Partials<K extends @Nullable Object, AccumT> {

  private final boolean bySlice;
  private final Map<List<BoundedWindow>, OfWindows<K, AccumT>> byWindows = new LinkedHashMap<>();
  private @Nullable BoundedWindow latestWindow;
  private @Nullable Collection<? extends BoundedWindow> latestWindows;
  private List<OfWindows<K, AccumT>> latest = List.of();
  private int size;

  /**
   * No accumulators.
   *
   * @param bySlice whether elements in the same windows have one accumulator for all of them
   */
  Partials(boolean bySlice) {
    this.bySlice = bySlice;
  }

  /** An accumulator of a key in a window, and the timestamp of what is in it. */
  static final class Partial<K extends @Nullable Object, AccumT> {
    final K key;
    AccumT accumulator;
    Instant timestamp;
    private int inputs;
    private long bytes;

    Partial(K key, AccumT accumulator, Instant timestamp) {
      this.key = key;
      this.accumulator = accumulator;
      this.timestamp = timestamp;
    }

    /**
     * Counts an input; returns whether to weigh the accumulator, as often as the number of inputs
     * has doubled.
     */
    boolean addedIsToBeWeighed() {
      inputs++;
      return (inputs & (inputs - 1)) == 0;
    }

    /** How many inputs are in the accumulator. */
    int inputs() {
      return inputs;
    }

    /** Takes what it weighs now; returns how much more that is. */
    long weighs(long newBytes) {
      long more = newBytes - bytes;
      bytes = newBytes;
      return more;
    }
  }

  /**
   * The accumulators of windows, by the identity of their key.
   *
   * @param first the window that ends first
   * @param end the last timestamp in it
   */
  record OfWindows<K extends @Nullable Object, AccumT>(
      List<BoundedWindow> windows,
      BoundedWindow first,
      Instant end,
      Map<Object, Partial<K, AccumT>> byKey) {

    /** Those of {@code windows}, of which there are none yet. */
    static <K extends @Nullable Object, AccumT> OfWindows<K, AccumT> of(
        List<BoundedWindow> windows) {
      BoundedWindow first =
          Collections.min(windows, Comparator.comparing(BoundedWindow::maxTimestamp));
      return new OfWindows<>(windows, first, first.maxTimestamp(), new LinkedHashMap<>());
    }

    /** The timestamp of an accumulator of an element with {@code timestamp}. */
    Instant timestamp(TimestampCombiner combiner, Instant timestamp) {
      return combiner == TimestampCombiner.END_OF_WINDOW ? end : combiner.assign(first, timestamp);
    }
  }

  /** The accumulators of the windows of {@code element}. */
  @SuppressWarnings("ReferenceEquality") // Shared windows are one object; others are looked up.
  List<OfWindows<K, AccumT>> of(WindowedValue<?> element) {
    if (element instanceof WindowedValues.SingleWindowedValue single) {
      BoundedWindow window = single.getWindow();
      if (!window.equals(latestWindow)) {
        latest = List.of(ofWindows(List.of(window)));
        latestWindow = window;
        latestWindows = null;
      }
      return latest;
    }
    Collection<? extends BoundedWindow> windows = element.getWindows();
    if (windows != latestWindows) {
      latest = bySlice ? List.of(ofWindows(List.copyOf(windows))) : ofEach(windows);
      latestWindow = null;
      latestWindows = windows;
    }
    return latest;
  }

  private List<OfWindows<K, AccumT>> ofEach(Collection<? extends BoundedWindow> windows) {
    List<OfWindows<K, AccumT>> all = new ArrayList<>();
    windows.forEach(window -> all.add(ofWindows(List.of(window))));
    return all;
  }

  private OfWindows<K, AccumT> ofWindows(List<BoundedWindow> windows) {
    return byWindows.computeIfAbsent(windows, OfWindows::of);
  }

  /** Adds the first accumulator of a key in windows. */
  void add(OfWindows<K, AccumT> ofWindows, Object identity, Partial<K, AccumT> partial) {
    ofWindows.byKey().put(identity, partial);
    size++;
  }

  /** How many accumulators there are. */
  int size() {
    return size;
  }

  /** Takes out all accumulators, with their windows. */
  void takeAll(BiConsumer<List<BoundedWindow>, Partial<K, AccumT>> taker) {
    byWindows
        .values()
        .forEach(of -> of.byKey().values().forEach(one -> taker.accept(of.windows(), one)));
    byWindows.clear();
    latest = List.of();
    latestWindow = null;
    latestWindows = null;
    size = 0;
  }
}
