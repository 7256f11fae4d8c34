// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.SharedItems;
import dev.joist.operators.view.SideInputs;
import dev.joist.state.ItemId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * Elements that wait for a side input, each in one window, and in that in order of arrival; each
 * holds the output watermark at its timestamp.
 *
 * <p>Whether they may go on is asked once a window, and only when a view has changed: in a bounded
 * job the whole input may wait here, and goes to disk where memory has no room for it. They are put
 * into their store when a snapshot is taken, those of them that were not in it before.
 */
public final class WaitingElements<T> {

  private final SideInputs sideInputs;
  private final @Nullable SharedItems<WaitingElement<T>> store;
  private final @Nullable WaitingMemory<T> memory;
  private final ToIntFunction<WindowedValue<T>> keyGroups;
  private final HoldSet holds = new HoldSet();
  private final Map<BoundedWindow, WaitingWindow<T>> windows = new LinkedHashMap<>();
  private final ViewDeadlines deadlines;
  private @Nullable WaitingWindow<T> latest;
  private long releasedAtVersion = -1;

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
    this.memory = stores == null ? null : stores.room().get();
    this.keyGroups = keyGroups;
    this.deadlines = new ViewDeadlines(sideInputs);
    if (store != null) {
      store.takeRestored().forEach(item -> restore(item.value(), item.id()));
    }
  }

  private void restore(WaitingElement<T> waiting, ItemId id) {
    put(waiting.element(), waiting.holdMillis()).stored(id);
  }

  private WaitingWindow<T> put(WindowedValue<T> element, long holdMillis) {
    WaitingWindow<T> inWindow = of(element);
    long before = inWindow.holdMillis();
    inWindow.add(element, holdMillis);
    holdMoved(before, inWindow.holdMillis());
    makeRoom(inWindow, element);
    return inWindow;
  }

  private void makeRoom(WaitingWindow<T> inWindow, WindowedValue<T> element) {
    if (memory != null) {
      long bytes = memory.bytes(element);
      inWindow.grow(bytes);
      memory.take(bytes, windows.values());
    }
  }

  /** Lets {@code element} wait. */
  public void add(WindowedValue<T> element) {
    add(element, Watermark.INITIAL_MILLIS);
  }

  /** Lets {@code element} wait; it holds nothing below {@code leastHoldMillis}. */
  public void add(WindowedValue<T> element, long leastHoldMillis) {
    put(element, Math.max(leastHoldMillis, WaitingElement.ownHoldMillis(element)));
  }

  private WaitingWindow<T> of(WindowedValue<T> element) {
    BoundedWindow window = windowOf(element);
    WaitingWindow<T> inWindow = latest;
    if (inWindow == null || !inWindow.window().equals(window)) {
      inWindow = windows.computeIfAbsent(window, this::newWindow);
      latest = inWindow;
    }
    return inWindow;
  }

  private static BoundedWindow windowOf(WindowedValue<?> element) {
    return element instanceof WindowedValues.SingleWindowedValue single
        ? single.getWindow()
        : element.getWindows().iterator().next();
  }

  private WaitingWindow<T> newWindow(BoundedWindow window) {
    deadlines.add(window);
    return new WaitingWindow<>(window, memory);
  }

  private void holdMoved(long beforeMillis, long holdMillis) {
    if (beforeMillis != holdMillis) {
      holds.remove(HoldKind.SIDE_INPUT, beforeMillis);
      holds.add(HoldKind.SIDE_INPUT, holdMillis);
    }
  }

  /** Takes a pane of a view. */
  public void onPane(int view, WindowedValue<? extends Iterable<?>> pane) {
    sideInputs.onPane(view, pane, !isEmpty());
  }

  /** Whether elements may go on once the bundle ends and a view's watermark is there. */
  public boolean isDue(int view, long watermarkMillis) {
    return !isEmpty() && (hasNews() || deadlines.arePassed(view, watermarkMillis));
  }

  private boolean hasNews() {
    return sideInputs.version() != releasedAtVersion;
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
      if (hasNews()) {
        releasedAtVersion = sideInputs.version();
        releaseReady(process);
      }
    } while (sideInputs.takeBehind(!isEmpty()));
  }

  private void releaseReady(Consumer<WindowedValue<T>> process) {
    latest = null;
    deadlines.clear();
    for (Iterator<WaitingWindow<T>> each = windows.values().iterator(); each.hasNext(); ) {
      WaitingWindow<T> inWindow = each.next();
      if (sideInputs.areReady(inWindow.window())) {
        inWindow.forEach(process);
        holds.remove(HoldKind.SIDE_INPUT, inWindow.holdMillis());
        if (store != null) {
          inWindow.stored().forEach(store::remove);
        }
        if (memory != null) {
          memory.giveBack(inWindow.bytes());
        }
        each.remove();
      } else {
        deadlines.add(inWindow.window());
      }
    }
  }

  /** Puts those into the store that are not in it. */
  public void beforeSnapshot() {
    SharedItems<WaitingElement<T>> items = store;
    if (items != null) {
      for (WaitingWindow<T> inWindow : windows.values()) {
        inWindow.store(waiting -> items.add(waiting, keyGroups.applyAsInt(waiting.element())));
      }
    }
  }

  /** The lowest timestamp that waits, the end of time if none does. */
  public long holdMillis() {
    return holds.minimum();
  }

  public boolean isEmpty() {
    return windows.isEmpty();
  }

  /** The elements that hold, in order of arrival within a window. */
  public List<Hold> holds(int limit) {
    return windows.values().stream()
        .flatMap(inWindow -> inWindow.stream().map(element -> hold(inWindow, element)))
        .limit(limit)
        .toList();
  }

  private Hold hold(WaitingWindow<T> inWindow, WindowedValue<T> element) {
    return new Hold(
        HoldKind.SIDE_INPUT,
        "an element in %s that waits for a side input".formatted(element.getWindows()),
        inWindow.holdMillis(element));
  }
}
