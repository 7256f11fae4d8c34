// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.SharedItems;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.view.SideInputs;
import dev.joist.state.ItemId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Elements that wait for a side input, each in one window, in order of arrival; each holds the
 * output watermark at its timestamp.
 *
 * <p>Most wait for a moment only. So they are put into their store when a snapshot is taken, those
 * of them that were not in it before.
 */
public final class WaitingElements<T> {

  private final SideInputs sideInputs;
  private final @Nullable SharedItems<WaitingElement<T>> store;
  private final ToIntFunction<WindowedValue<T>> keyGroups;
  private final HoldSet holds = new HoldSet();
  private Queue<Entry<T>> waiting = new ArrayDeque<>();

  /** One that waits, and its name in the store once it is in it. */
  private static final class Entry<T> {

    private final WaitingElement<T> waiting;
    private @Nullable ItemId id;

    Entry(WaitingElement<T> waiting, @Nullable ItemId id) {
      this.waiting = waiting;
      this.id = id;
    }

    BoundedWindow window() {
      return waiting.element().getWindows().iterator().next();
    }
  }

  /** Elements of any subtask; without a store where nothing can wait. */
  public WaitingElements(SideInputs sideInputs, @Nullable SideInputStores<T> stores) {
    this(sideInputs, stores, element -> ItemId.NO_KEY_GROUP);
  }

  /** Elements with keys, which go with the key groups that {@code keyGroups} finds. */
  WaitingElements(
      SideInputs sideInputs,
      @Nullable SideInputStores<T> stores,
      ToIntFunction<WindowedValue<T>> keyGroups) {
    this.sideInputs = sideInputs;
    this.store = stores == null ? null : stores.waiting();
    this.keyGroups = keyGroups;
    if (store != null) {
      store.takeRestored().forEach(item -> add(new Entry<>(item.value(), item.id())));
    }
  }

  /** Lets {@code element} wait. */
  public void add(WindowedValue<T> element) {
    add(element, Watermark.INITIAL_MILLIS);
  }

  /** Lets {@code element} wait; it holds nothing below {@code leastHoldMillis}. */
  public void add(WindowedValue<T> element, long leastHoldMillis) {
    long holdMillis = Math.max(leastHoldMillis, EventTime.holdMillis(element.getTimestamp()));
    add(new Entry<>(new WaitingElement<>(element, holdMillis), null));
  }

  private void add(Entry<T> entry) {
    waiting.add(entry);
    holds.add(HoldKind.SIDE_INPUT, entry.waiting.holdMillis());
  }

  /** Takes a pane of a view. */
  public void onPane(int view, WindowedValue<? extends Iterable<?>> pane) {
    sideInputs.onPane(view, pane, !isEmpty());
  }

  /** Takes the watermark of a view, which comes behind its panes, and hands on what is ready. */
  public void onViewWatermark(int view, long watermarkMillis, Consumer<WindowedValue<T>> process) {
    if (!isEmpty()) {
      release(process);
    }
    sideInputs.onWatermark(view, watermarkMillis);
    release(process);
  }

  /** Hands on those whose views are ready now. */
  public void release(Consumer<WindowedValue<T>> process) {
    do {
      releaseReady(process);
    } while (sideInputs.takeBehind(!isEmpty()));
  }

  private void releaseReady(Consumer<WindowedValue<T>> process) {
    Queue<Entry<T>> before = waiting;
    waiting = new ArrayDeque<>();
    for (Entry<T> entry : before) {
      if (sideInputs.areReady(entry.window())) {
        process.accept(entry.waiting.element());
        holds.remove(HoldKind.SIDE_INPUT, entry.waiting.holdMillis());
        if (entry.id != null && store != null) {
          store.remove(entry.id);
        }
      } else {
        waiting.add(entry);
      }
    }
  }

  /** Puts those into the store that are not in it. */
  public void beforeSnapshot() {
    if (store == null) {
      return;
    }
    for (Entry<T> entry : waiting) {
      if (entry.id == null) {
        entry.id = store.add(entry.waiting, keyGroups.applyAsInt(entry.waiting.element()));
      }
    }
  }

  /** The lowest timestamp that waits, the end of time if none does. */
  public long holdMillis() {
    return holds.minimum();
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The elements that hold, in order of arrival. */
  public List<Hold> holds(int limit) {
    return waiting.stream()
        .limit(limit)
        .map(
            entry ->
                new Hold(
                    HoldKind.SIDE_INPUT,
                    "an element in %s that waits for a side input"
                        .formatted(entry.waiting.element().getWindows()),
                    entry.waiting.holdMillis()))
        .toList();
  }
}
