// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.time.EventTime;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.ValueCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Groups pairs by key and session, where each session fires once, at its end.
 *
 * <p>An element is added to the contents of the session that it falls into, which grows in place:
 * two look-ups in the state, however often a session grows. A key is entered among those that are
 * due for the end that its earliest session had then; where that session has grown meanwhile the
 * key is entered again.
 */
public final class SessionsOperator<K extends @Nullable Object, InputT, OutputT>
    implements Operator {

  /** Place of the sessions themselves; those of contents are not negative. */
  private static final Long SESSIONS = -1L;

  private final EndOfWindowGrouping<K, InputT, OutputT, ?> grouping;
  private final KeyedStore<K> store;
  private final ValueCell<OpenSessions> sessions;
  private final WindowContents<InputT, OutputT> contents;
  private final DueKeys<K> due = new DueKeys<>();
  private final StepScope scope;
  private final UserCode userCode;
  private final Receiver output;
  private final StopFlag stop;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;

  /**
   * An operator without sessions, or with those of the stores.
   *
   * @param grouping what is grouped; {@link WindowEnds#objectionToSessions} has nothing against its
   *     windowing
   */
  public SessionsOperator(
      EndOfWindowGrouping<K, InputT, OutputT, ?> grouping, OperatorContext context) {
    this.grouping = grouping;
    this.store =
        context
            .stores()
            .keyed(
                new KeyedStoreSpec<>(
                    grouping.transform(),
                    CoderCodec.of(grouping.keyCoder()),
                    CoderCodec.of(VarLongCoder.of())));
    this.contents = grouping.contents().open(store);
    this.sessions =
        store.value(
            new CellSpec.Value<>(
                new CellId(grouping.transform(), "joist:sessions"), new OpenSessionsCodec()));
    this.scope = new StepScope(grouping.services().metrics(), grouping.transform());
    this.userCode = new UserCode(grouping.transform(), scope);
    this.output = context.output(0);
    this.stop = context.stop();
    sessions.forEach(this::restore);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Keys are what was put in.
  private void restore(@Nullable Object key, Object place, OpenSessions restored) {
    due.enter(restored.calledAtMillis(), (K) key);
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links pairs of these types.
  public Receiver input(int port) {
    return element -> add((WindowedValue<KV<K, InputT>>) element);
  }

  private void add(WindowedValue<KV<K, InputT>> element) {
    MetricsContainer before = scope.enter();
    try {
      K key = element.getValue().getKey();
      InputT value = element.getValue().getValue();
      if (element instanceof WindowedValues.SingleWindowedValue single) {
        add(key, value, (IntervalWindow) single.getWindow());
      } else {
        for (BoundedWindow window : element.getWindows()) {
          stop.check();
          add(key, contents.copy(value), (IntervalWindow) window);
        }
      }
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
  }

  private void add(K key, InputT value, IntervalWindow window) {
    long end = window.end().getMillis();
    if (end - 1 < inputWatermarkMillis) {
      scope.container().getCounter(DroppedElements.TOO_LATE).inc();
      return;
    }
    store.useKey(key);
    OpenSessions open = sessions.update(SESSIONS);
    if (open == null) {
      open = new OpenSessions();
      sessions.write(SESSIONS, open);
    }
    int session = sessionFor(open, window.start().getMillis(), end);
    contents.add(open.place(session), value);
    enter(key, open);
  }

  /** The session that {@code start} to {@code end} falls into, which then includes it. */
  private int sessionFor(OpenSessions open, long start, long end) {
    int first = open.firstEndingBehind(start);
    if (first == open.size() || open.startMillis(first) >= end) {
      open.insert(first, start, end);
      return first;
    }
    int behind = first + 1;
    while (behind < open.size() && open.startMillis(behind) < end) {
      contents.merge(open.place(first), open.place(behind));
      open.extend(first, start, open.endMillis(behind));
      behind++;
    }
    open.remove(first + 1, behind);
    open.extend(first, start, end);
    return first;
  }

  /** Enters a key for its earliest session, unless it will be looked at before that ends. */
  private void enter(K key, OpenSessions open) {
    long last = open.endMillis(0) - 1;
    if (last < open.calledAtMillis()) {
      open.calledAt(last);
      due.enter(last, key);
    }
  }

  @Override
  public void finishBundle() {
    scope.commit();
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    inputWatermarkMillis = watermarkMillis;
    if (due.isDue(watermarkMillis)) {
      userCode.run(() -> due.takeDue(watermarkMillis, this::fire));
    }
  }

  private void fire(DueKeys.Due<K> called) {
    store.useKey(called.key());
    OpenSessions open = sessions.update(SESSIONS);
    if (open == null || open.calledAtMillis() != called.lastMillis()) {
      // Meanwhile it was entered for an earlier end, and what was due then has fired.
      return;
    }
    open.calledAt(OpenSessions.NEVER);
    int ended = 0;
    while (ended < open.size() && open.endMillis(ended) - 1 < inputWatermarkMillis) {
      emit(called.key(), open, ended);
      ended++;
    }
    if (ended == open.size()) {
      sessions.clear(SESSIONS);
    } else {
      open.remove(0, ended);
      enter(called.key(), open);
    }
  }

  private void emit(K key, OpenSessions open, int session) {
    IntervalWindow window =
        new IntervalWindow(
            Instant.ofEpochMilli(open.startMillis(session)),
            Instant.ofEpochMilli(open.endMillis(session)));
    OutputT result = contents.take(open.place(session));
    output.accept(
        WindowedValues.of(KV.of(key, result), window.maxTimestamp(), window, WindowEnds.ONLY_PANE));
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return due.isDue(watermarkMillis);
  }

  @Override
  public long outputWatermark() {
    return inputWatermarkMillis;
  }

  @Override
  public boolean isHolding() {
    return due.isDue(EventTime.END_OF_GLOBAL_WINDOW_MILLIS);
  }

  /** A session that is open lets no watermark past its end; one entry a key, for its earliest. */
  @Override
  public List<Hold> holds(int limit) {
    List<Hold> holds = new ArrayList<>();
    sessions.forEach(
        (key, place, open) ->
            holds.add(
                new Hold(
                    HoldKind.STATE,
                    "%d open sessions of a key of %s".formatted(open.size(), grouping.transform()),
                    open.endMillis(0) - 1)));
    return holds.stream()
        .sorted(Comparator.comparingLong(Hold::timestampMillis))
        .limit(limit)
        .toList();
  }
}
