// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.size.SizeSampler;
import dev.joist.operators.view.ViewSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.spill.SpillMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a view by window, in the order of their arrival, as long as they are in memory.
 * Panes that are made of them stay there until nobody reads them: {@link SpillMemory} knows of
 * them. How they are written and merged is for those who extend this.
 */
abstract class GatheredPanes<T> implements SpillableContents<T, Iterable<T>> {

  private final GatheredValues<T> values;
  private final SizeSampler<T> sizes;
  private final SpillMemory memory;
  private final long placeBytes;
  private final Map<Object, Long> bytes = new HashMap<>();

  /**
   * The elements of a view in its store.
   *
   * @param placeBytes what an element takes beside itself
   */
  GatheredPanes(
      KeyedStore<? extends @Nullable Object> store,
      ViewSpec<T> spec,
      SpillMemory memory,
      long placeBytes) {
    this.values = GatheredValues.in(store, spec.transform(), spec.elementCoder());
    this.sizes = new SizeSampler<>(spec.elementCoder());
    this.memory = memory;
    this.placeBytes = placeBytes;
  }

  @Override
  public final long add(Object window, T element) {
    values.add(window, element);
    long more = placeBytes + sizes.bytes(element);
    bytes.merge(window, more, Long::sum);
    return more;
  }

  @Override
  public final long bytes(Object window) {
    return bytes.computeIfAbsent(window, w -> bytes(values.show(w)));
  }

  private long bytes(Iterable<T> elements) {
    long sum = 0;
    for (T element : elements) {
      sum += placeBytes + sizes.bytes(element);
    }
    return sum;
  }

  @Override
  public final boolean mayAllStay() {
    return false;
  }

  /** Whether there is room for a pane for as long as somebody reads it. */
  @Override
  public final boolean mayStay(Object window) {
    return memory.mayKeep(bytes(window));
  }

  @Override
  public final Iterable<T> take(Object window) {
    long size = bytes(window);
    Iterable<T> pane = takeOut(window);
    memory.keep(pane, size);
    return pane;
  }

  /** The elements of a window, which go elsewhere. */
  final Iterable<T> takeOut(Object window) {
    bytes.remove(window);
    return values.take(window);
  }

  /** Whether a pane that is on disk is so small that it is better in memory, and has room there. */
  final boolean isBetterInMemory(long count, long encodedBytes) {
    return SpillableValues.isSmall(count, encodedBytes)
        && memory.mayKeep(2 * encodedBytes + placeBytes * count);
  }

  /** A pane that was read from disk. */
  final List<T> keep(List<T> pane) {
    memory.keep(pane, bytes(pane));
    return pane;
  }
}
