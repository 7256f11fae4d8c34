// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.time.Keyed;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.ValueCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * Groups pairs by key and window, where windows merge as their function says, and each fires once,
 * at its end.
 *
 * <p>The elements of a bundle are collected by key: the function is asked once about all windows
 * that they bring, and not at all if they bring none. Contents stay where they are unless two
 * windows that both have some become one. A key is entered among those that are due as in {@link
 * SessionsOperator}.
 */
public final class MergingOperator<
        K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    implements Operator {

  /** Place of the windows themselves; those of contents are not negative. */
  private static final Long WINDOWS = -1L;

  private final EndOfWindowGrouping<K, InputT, OutputT, W> grouping;
  private final KeyedStore<K> store;
  private final ValueCell<OpenWindows<W>> windows;
  private final WindowContents<InputT, OutputT> contents;
  private final CollectedElements<K, InputT> collected;
  private final LateData<W> lateData;
  private final DueKeys<K> due = new DueKeys<>();
  private final UserCode userCode;
  private final Receiver output;
  private final StopFlag stop;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;

  /**
   * An operator without windows, or with those of the stores.
   *
   * @param grouping what is grouped; {@link WindowEnds#objectionToMerging} has nothing against its
   *     windowing
   */
  public MergingOperator(
      EndOfWindowGrouping<K, InputT, OutputT, W> grouping, OperatorContext context) {
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
    this.windows =
        store.value(
            new CellSpec.Value<>(
                new CellId(grouping.transform(), "joist:windows"),
                new OpenWindowsCodec<>(
                    CoderCodec.of(grouping.windowing().getWindowFn().windowCoder()))));
    this.collected =
        new CollectedElements<>(
            grouping.keyCoder(), grouping.valueCoder(), grouping.services().streaming());
    this.lateData = new LateData<>(grouping.windowing());
    this.userCode =
        new UserCode(
            grouping.transform(),
            new StepScope(grouping.services().metrics(), grouping.transform()));
    this.output = context.output(0);
    this.stop = context.stop();
    windows.forEach(this::restore);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Keys are what was put in.
  private void restore(@Nullable Object key, Object place, OpenWindows<W> restored) {
    due.enter(restored.calledAtMillis(), (K) key);
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links pairs of these types.
  public Receiver input(int port) {
    return element -> collect((WindowedValue<KV<K, InputT>>) element);
  }

  private void collect(WindowedValue<KV<K, InputT>> element) {
    KV<K, InputT> pair = element.getValue();
    if (collected.add(pair.getKey(), element.withValue(pair.getValue()))) {
      groupCollected();
    }
  }

  @Override
  public void finishBundle() {
    groupCollected();
    userCode.scope().commit();
  }

  private void groupCollected() {
    if (!collected.isEmpty()) {
      userCode.run(() -> collected.take().forEach(this::group));
    }
  }

  private void group(Keyed<K> key, List<WindowedValue<InputT>> elements) {
    List<WindowedValue<InputT>> inTime = lateData.filter(elements, inputWatermarkMillis);
    if (inTime.isEmpty()) {
      return;
    }
    store.useKey(key.key());
    OpenWindows<W> open = windows.update(WINDOWS);
    if (open == null) {
      open = new OpenWindows<>();
      windows.write(WINDOWS, open);
    }
    try {
      add(inTime, open);
    } catch (Exception e) {
      throw userCode.named(e);
    }
    enter(key.key(), open);
  }

  private void add(List<WindowedValue<InputT>> elements, OpenWindows<W> open) throws Exception {
    Map<W, OpenWindow<W>> targets = targets(elements, open);
    for (WindowedValue<InputT> element : elements) {
      Collection<W> of = windows(element);
      for (W window : of) {
        stop.check();
        OpenWindow<W> target = requireNonNull(targets.get(window)).merged();
        InputT value = element.getValue();
        contents.add(target.place(), of.size() == 1 ? value : contents.copy(value));
        target.fill();
      }
    }
  }

  /** The open windows of the windows of all elements, merged. */
  private Map<W, OpenWindow<W>> targets(List<WindowedValue<InputT>> elements, OpenWindows<W> open)
      throws Exception {
    Map<W, OpenWindow<W>> targets = new HashMap<>();
    int before = open.size();
    for (WindowedValue<InputT> element : elements) {
      for (W window : MergingOperator.<W>windows(element)) {
        targets.computeIfAbsent(window, open::findOrOpen);
      }
    }
    if (open.size() > before && open.size() > 1) {
      List<WindowMerge<W>> merges =
          WindowMerge.of(grouping.windowing().getWindowFn(), open.windows());
      merges.forEach(merge -> merge(merge, open));
    }
    return targets;
  }

  private void merge(WindowMerge<W> merge, OpenWindows<W> open) {
    Set<W> parts = new LinkedHashSet<>(merge.parts());
    parts.add(merge.result());
    OpenWindow<W> whole = null;
    for (W part : parts) {
      OpenWindow<W> next = open.find(part);
      if (next != null) {
        whole = whole == null ? next : joined(whole, next, open);
      }
    }
    if (whole != null) {
      open.rename(whole, merge.result());
    }
  }

  /** One window of two, at the place of one that has contents. */
  private OpenWindow<W> joined(OpenWindow<W> one, OpenWindow<W> other, OpenWindows<W> open) {
    if (other.isFilled() && !one.isFilled()) {
      return joined(other, one, open);
    }
    if (other.isFilled()) {
      contents.merge(one.place(), other.place());
    }
    open.remove(other);
    other.mergeInto(one);
    return one;
  }

  /** Enters a key for the window that ends first, unless it will be looked at before that. */
  private void enter(K key, OpenWindows<W> open) {
    long last = open.earliestEndMillis();
    if (last < open.calledAtMillis()) {
      open.calledAt(last);
      due.enter(last, key);
    }
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
    OpenWindows<W> open = windows.update(WINDOWS);
    if (open == null || open.calledAtMillis() != called.lastMillis()) {
      // Meanwhile it was entered for an earlier end, and what was due then has fired.
      return;
    }
    open.calledAt(OpenWindows.NEVER);
    for (OpenWindow<W> ended : open.takeEndedBefore(inputWatermarkMillis)) {
      W window = ended.window();
      OutputT result = contents.take(ended.place());
      output.accept(
          WindowedValues.of(
              KV.of(called.key(), result), window.maxTimestamp(), window, WindowEnds.ONLY_PANE));
    }
    if (open.isEmpty()) {
      windows.clear(WINDOWS);
    } else {
      enter(called.key(), open);
    }
  }

  @SuppressWarnings("unchecked") // The strategy of the input says what its windows are.
  private static <W extends BoundedWindow> Collection<W> windows(WindowedValue<?> element) {
    return (Collection<W>) element.getWindows();
  }

  /** Asking a function about windows costs as much for many elements as for one. */
  @Override
  public boolean prefersLargeBundles() {
    return true;
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return collected.isDue(watermarkMillis) || due.isDue(watermarkMillis);
  }

  @Override
  public long outputWatermark() {
    return inputWatermarkMillis;
  }

  @Override
  public boolean isHolding() {
    return due.isDue(EventTime.END_OF_GLOBAL_WINDOW_MILLIS);
  }

  /** A window that is open lets no watermark past its end; one entry a key, for the earliest. */
  @Override
  public List<Hold> holds(int limit) {
    List<Hold> holds = new ArrayList<>();
    windows.forEach(
        (key, place, open) ->
            holds.add(
                new Hold(
                    HoldKind.STATE,
                    "%d open windows of a key of %s".formatted(open.size(), grouping.transform()),
                    open.earliestEndMillis())));
    return holds.stream()
        .sorted(Comparator.comparingLong(Hold::timestampMillis))
        .limit(limit)
        .toList();
  }
}
