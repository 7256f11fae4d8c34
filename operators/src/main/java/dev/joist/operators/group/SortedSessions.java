// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.util.WindowedValueReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** Sorts the elements of a key by time and cuts them into sessions, of which each fires once. */
final class SortedSessions<K extends @Nullable Object, InputT, OutputT>
    implements KeyReducer<K, InputT> {

  private static final Comparator<WindowedValue<?>> BY_START =
      Comparator.comparingLong(element -> window(element).start().getMillis());

  private final Function<List<InputT>, OutputT> summary;
  private final WindowedValueReceiver<KV<K, OutputT>> output;

  /**
   * A reducer of sessions.
   *
   * @param summary the result of the values of a session, which it may keep
   */
  SortedSessions(
      Function<List<InputT>, OutputT> summary, WindowedValueReceiver<KV<K, OutputT>> output) {
    this.summary = summary;
    this.output = output;
  }

  @Override
  public void reduce(K key, Iterable<WindowedValue<InputT>> elements) throws Exception {
    List<WindowedValue<InputT>> sorted = new ArrayList<>();
    for (WindowedValue<InputT> element : elements) {
      element.explodeWindows().forEach(sorted::add);
    }
    sorted.sort(BY_START);
    int from = 0;
    while (from < sorted.size()) {
      from = emitSession(key, sorted, from);
    }
  }

  /** Emits the session that begins at {@code from}; returns where the next one does. */
  private int emitSession(K key, List<WindowedValue<InputT>> sorted, int from) throws Exception {
    IntervalWindow session = window(sorted.get(from));
    List<InputT> values = new ArrayList<>();
    int next = from;
    while (next < sorted.size() && session.intersects(window(sorted.get(next)))) {
      WindowedValue<InputT> element = sorted.get(next);
      session = session.span(window(element));
      values.add(element.getValue());
      next++;
    }
    output.output(
        WindowedValues.of(
            KV.of(key, summary.apply(values)),
            session.maxTimestamp(),
            session,
            WindowEnds.ONLY_PANE));
    return next;
  }

  private static IntervalWindow window(WindowedValue<?> element) {
    return (IntervalWindow) element.getWindows().iterator().next();
  }
}
