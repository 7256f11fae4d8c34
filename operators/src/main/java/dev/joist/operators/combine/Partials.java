// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Accumulators by window, and within a window by key. Elements that share their windows with the
 * one before them, as those of a slice do, find them without a look-up.
 */
final class Partials<K extends @Nullable Object, AccumT> {

  private final Map<BoundedWindow, OfWindow<K, AccumT>> byWindow = new LinkedHashMap<>();
  private @Nullable BoundedWindow latestWindow;
  private @Nullable Collection<? extends BoundedWindow> latestWindows;
  private List<OfWindow<K, AccumT>> latest = List.of();
  private int size;

  /** An accumulator of a key in a window, and the timestamp of what is in it. */
  static final class Partial<K extends @Nullable Object, AccumT> {
    final K key;
    AccumT accumulator;
    Instant timestamp;

    Partial(K key, AccumT accumulator, Instant timestamp) {
      this.key = key;
      this.accumulator = accumulator;
      this.timestamp = timestamp;
    }
  }

  /** The accumulators of a window, by the identity of their key. */
  record OfWindow<K extends @Nullable Object, AccumT>(
      BoundedWindow window, Map<Object, Partial<K, AccumT>> byKey) {}

  /** The accumulators of the windows of {@code element}. */
  @SuppressWarnings("ReferenceEquality") // Shared windows are one object; others are looked up.
  List<OfWindow<K, AccumT>> of(WindowedValue<?> element) {
    if (element instanceof WindowedValues.SingleWindowedValue single) {
      BoundedWindow window = single.getWindow();
      if (!window.equals(latestWindow)) {
        latest = List.of(ofWindow(window));
        latestWindow = window;
        latestWindows = null;
      }
      return latest;
    }
    Collection<? extends BoundedWindow> windows = element.getWindows();
    if (windows != latestWindows) {
      List<OfWindow<K, AccumT>> all = new ArrayList<>();
      windows.forEach(window -> all.add(ofWindow(window)));
      latest = all;
      latestWindow = null;
      latestWindows = windows;
    }
    return latest;
  }

  private OfWindow<K, AccumT> ofWindow(BoundedWindow window) {
    return byWindow.computeIfAbsent(window, w -> new OfWindow<>(w, new LinkedHashMap<>()));
  }

  /** Adds the first accumulator of a key in a window. */
  void add(OfWindow<K, AccumT> ofWindow, Object identity, Partial<K, AccumT> partial) {
    ofWindow.byKey().put(identity, partial);
    size++;
  }

  /** How many accumulators there are. */
  int size() {
    return size;
  }

  /** Takes out all accumulators, with their windows. */
  void takeAll(BiConsumer<BoundedWindow, Partial<K, AccumT>> taker) {
    byWindow
        .values()
        .forEach(
            ofWindow ->
                ofWindow.byKey().values().forEach(one -> taker.accept(ofWindow.window(), one)));
    byWindow.clear();
    latest = List.of();
    latestWindow = null;
    latestWindows = null;
    size = 0;
  }
}
