// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.watermark.Watermark;
import dev.joist.state.ItemId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * The elements of one window that wait for a side input, in order of arrival. What makes one of
 * them go on lets all of them go on; so they hold the output watermark together, at the lowest
 * timestamp, and one costs no more than its place in a list.
 */
final class WaitingWindow<T> {

  private final BoundedWindow window;
  private final List<WindowedValue<T>> elements = new ArrayList<>();

  /** The names of the first elements, those that are in the store. */
  private final List<ItemId> stored = new ArrayList<>();

  private long holdMillis = Watermark.FINAL_MILLIS;

  WaitingWindow(BoundedWindow window) {
    this.window = window;
  }

  /** An element that is to be stored under a name that it is given. */
  interface Storing<T> {
    ItemId store(WaitingElement<T> element);
  }

  BoundedWindow window() {
    return window;
  }

  /** The lowest hold of its elements. */
  long holdMillis() {
    return holdMillis;
  }

  void add(WindowedValue<T> element, long elementHoldMillis) {
    elements.add(element);
    holdMillis = Math.min(holdMillis, elementHoldMillis);
  }

  /** Adds an element that comes from the store; all of them come first. */
  void addStored(WaitingElement<T> element, ItemId id) {
    add(element.element(), element.holdMillis());
    stored.add(id);
  }

  void forEach(Consumer<WindowedValue<T>> consumer) {
    elements.forEach(consumer);
  }

  Stream<WindowedValue<T>> stream() {
    return elements.stream();
  }

  /** The names of those that are in the store. */
  List<ItemId> stored() {
    return stored;
  }

  /** Puts those into the store that are not in it. */
  void store(Storing<T> store) {
    for (int i = stored.size(); i < elements.size(); i++) {
      WindowedValue<T> element = elements.get(i);
      stored.add(store.store(new WaitingElement<>(element, holdMillis(element))));
    }
  }

  /** Nothing below what all of them hold was let through, so one may hold there as well. */
  long holdMillis(WindowedValue<T> element) {
    return Math.max(holdMillis, WaitingElement.ownHoldMillis(element));
  }
}
