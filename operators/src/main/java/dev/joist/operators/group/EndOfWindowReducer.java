// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.StopFlag;
import dev.joist.operators.time.EventTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.util.WindowedValueReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Adds the elements of a key to their windows, which fire once. Windows that merge are merged
 * before the first element is added.
 */
final class EndOfWindowReducer<
        K extends @Nullable Object, InputT, AccumT, OutputT, W extends BoundedWindow>
    implements KeyReducer<K, InputT> {

  private final WindowingStrategy<?, W> windowing;
  private final TimestampCombiner timestamps;
  private final Accumulation<InputT, AccumT, OutputT> accumulation;
  private final WindowedValueReceiver<KV<K, OutputT>> output;
  private final StopFlag stop;

  /**
   * A reducer.
   *
   * @param windowing its windows {@link WindowEnds#fireOnce}
   * @param stop raised when nothing is to be reduced any more
   */
  EndOfWindowReducer(
      WindowingStrategy<?, W> windowing,
      Accumulation<InputT, AccumT, OutputT> accumulation,
      WindowedValueReceiver<KV<K, OutputT>> output,
      StopFlag stop) {
    this.windowing = windowing;
    this.timestamps = windowing.getTimestampCombiner();
    this.accumulation = accumulation;
    this.output = output;
    this.stop = stop;
  }

  /** A window with what was added to it. */
  private static final class Filled<AccumT, W extends BoundedWindow> {

    private final W window;
    private AccumT accumulator;
    private long earliestMillis = Long.MAX_VALUE;
    private long latestMillis = Long.MIN_VALUE;

    Filled(W window, AccumT accumulator) {
      this.window = window;
      this.accumulator = accumulator;
    }

    long endMillis() {
      return window.maxTimestamp().getMillis();
    }

    /** The timestamp of what it fires. */
    long timestampMillis(TimestampCombiner combiner) {
      return switch (combiner) {
        case EARLIEST -> Math.min(earliestMillis, endMillis());
        case LATEST -> Math.min(latestMillis, endMillis());
        case END_OF_WINDOW -> endMillis();
      };
    }
  }

  @Override
  public void reduce(K key, Iterable<WindowedValue<InputT>> elements) throws Exception {
    try {
      reduce(key, elements, windowing.needsMerge() ? merged(elements) : window -> window);
    } finally {
      accumulation.endKey();
    }
  }

  private void reduce(K key, Iterable<WindowedValue<InputT>> elements, UnaryOperator<W> merged)
      throws Exception {
    Map<W, Filled<AccumT, W>> filled = new LinkedHashMap<>();
    for (WindowedValue<InputT> element : elements) {
      add(element, merged, filled);
    }
    if (filled.size() == 1) {
      emit(key, filled.values().iterator().next());
      return;
    }
    for (Filled<AccumT, W> window :
        filled.values().stream().sorted(Comparator.comparingLong(Filled::endMillis)).toList()) {
      emit(key, window);
    }
  }

  private void add(
      WindowedValue<InputT> element, UnaryOperator<W> merged, Map<W, Filled<AccumT, W>> filled) {
    Collection<W> windows = windows(element);
    boolean isShared = windows.size() > 1;
    long timestampMillis = element.getTimestamp().getMillis();
    for (W window : windows) {
      stop.check();
      Filled<AccumT, W> into =
          filled.computeIfAbsent(merged.apply(window), w -> new Filled<>(w, accumulation.create()));
      InputT value = isShared ? accumulation.copy(element.getValue()) : element.getValue();
      into.accumulator = accumulation.add(into.accumulator, value);
      into.earliestMillis = Math.min(into.earliestMillis, timestampMillis);
      into.latestMillis = Math.max(into.latestMillis, timestampMillis);
    }
  }

  private void emit(K key, Filled<AccumT, W> window) throws Exception {
    output.output(
        WindowedValues.of(
            KV.of(key, accumulation.result(window.accumulator)),
            EventTime.instant(window.timestampMillis(timestamps)),
            window.window,
            WindowEnds.ONLY_PANE));
  }

  /** Which window each one of {@code elements} becomes part of. */
  private UnaryOperator<W> merged(Iterable<WindowedValue<InputT>> elements) throws Exception {
    return windowing.getWindowFn() instanceof Sessions ? sessions(elements) : windows(elements);
  }

  /** There may be so many elements that there is no room for a window of each. */
  @SuppressWarnings("unchecked") // The windows of sessions are intervals.
  private UnaryOperator<W> sessions(Iterable<WindowedValue<InputT>> elements) {
    MergedSessions sessions = new MergedSessions();
    for (WindowedValue<InputT> element : elements) {
      element.getWindows().forEach(window -> sessions.add((IntervalWindow) window));
    }
    return window -> (W) sessions.of((IntervalWindow) window);
  }

  private UnaryOperator<W> windows(Iterable<WindowedValue<InputT>> elements) throws Exception {
    Set<W> windows = new LinkedHashSet<>();
    for (WindowedValue<InputT> element : elements) {
      windows.addAll(windows(element));
    }
    if (windows.size() == 1) {
      return window -> window;
    }
    Map<W, W> merged = new HashMap<>();
    for (WindowMerge<W> merge : WindowMerge.of(windowing.getWindowFn(), windows)) {
      merge.parts().forEach(part -> merged.put(part, merge.result()));
    }
    return window -> merged.getOrDefault(window, window);
  }

  @SuppressWarnings("unchecked") // The strategy of the input says what its windows are.
  private static <W extends BoundedWindow> Collection<W> windows(WindowedValue<?> element) {
    return (Collection<W>) element.getWindows();
  }
}
