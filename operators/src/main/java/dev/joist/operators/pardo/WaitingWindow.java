// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.watermark.Watermark;
import dev.joist.state.ItemId;
import dev.joist.state.spill.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one window that wait for a side input, in order of arrival. What makes one of
 * them go on lets all of them go on; so they hold the output watermark together, at the lowest
 * timestamp, and one costs no more than its place in a list.
 *
 * <p>The first of them may be on disk.
 */
final class WaitingWindow<T> {

  private final BoundedWindow window;
  private final @Nullable WaitingMemory<T> memory;
  private final List<Segment> onDisk = new ArrayList<>();
  private final WindowElements<T> inMemory;

  /** The names of the first elements, those that are in the store. */
  private final List<ItemId> stored = new ArrayList<>();

  private long bytes;
  private long holdMillis = Watermark.FINAL_MILLIS;

  /**
   * No element yet.
   *
   * @param memory reads what is on disk; null if nothing ever is
   */
  WaitingWindow(BoundedWindow window, @Nullable WaitingMemory<T> memory) {
    this.window = window;
    this.memory = memory;
    this.inMemory = new WindowElements<>(window);
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
    inMemory.add(element);
    holdMillis = Math.min(holdMillis, elementHoldMillis);
  }

  /** The element that was added last comes from the store; all of them come first. */
  void stored(ItemId id) {
    stored.add(id);
  }

  /** Those of the elements that are in memory, the last ones. */
  List<WindowedValue<T>> inMemory() {
    return inMemory;
  }

  /** What those in memory are estimated to take. */
  long bytes() {
    return bytes;
  }

  /** Those in memory take {@code more} bytes. */
  void grow(long more) {
    bytes += more;
  }

  /** Those that were in memory are in {@code segment} now. */
  void onDisk(Segment segment) {
    onDisk.add(segment);
    inMemory.clear();
    bytes = 0;
  }

  void forEach(Consumer<WindowedValue<T>> consumer) {
    stream().forEachOrdered(consumer);
  }

  /** All elements; those on disk are read one at a time. */
  Stream<WindowedValue<T>> stream() {
    return memory == null || onDisk.isEmpty()
        ? inMemory.stream()
        : Stream.concat(
            StreamSupport.stream(memory.read(onDisk).spliterator(), false), inMemory.stream());
  }

  /** The names of those that are in the store. */
  List<ItemId> stored() {
    return stored;
  }

  /** Puts those into the store that are not in it. */
  void store(Storing<T> store) {
    stream()
        .skip(stored.size())
        .forEachOrdered(
            element -> stored.add(store.store(new WaitingElement<>(element, holdMillis(element)))));
  }

  /** Nothing below what all of them hold was let through, so one may hold there as well. */
  long holdMillis(WindowedValue<T> element) {
    return Math.max(holdMillis, WaitingElement.ownHoldMillis(element));
  }
}
