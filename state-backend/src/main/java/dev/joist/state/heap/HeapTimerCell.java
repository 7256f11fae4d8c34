// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import dev.joist.state.SnapshotSource.Section;
import dev.joist.state.StoredTimer;
import dev.joist.state.TimerCell;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps timers in a table, which snapshots see, and in a heap, which follows from it.
 *
 * <p>A timer that is set again is a new object, so that what a snapshot sees never changes.
 */
final class HeapTimerCell<K extends @Nullable Object> implements TimerCell<K> {

  private final HeapKeyedStore<K> store;
  private final CellSpec.Timers spec;
  private final TimerRows<K> rows;
  private final TimerTable<K> table;
  private final TimerHeap<K> heap;

  HeapTimerCell(
      HeapKeyedStore<K> store, CellSpec.Timers spec, TimerRows<K> rows, Versions versions) {
    this.store = store;
    this.spec = spec;
    this.rows = rows;
    this.table = new TimerTable<>(versions);
    this.heap = new TimerHeap<>(rows.order());
  }

  CellSpec.Timers spec() {
    return spec;
  }

  @Override
  public @Nullable StoredTimer<K> set(
      Object namespace, String family, String id, long timeMillis, long outputMillis) {
    TimerName name = TimerName.of(store.identity(), namespace, family, id);
    HeapTimer<K> before = table.find(name);
    if (before == null) {
      add(new HeapTimer<>(store.key(), name, timeMillis, outputMillis));
    } else if (before.timeMillis() != timeMillis || before.outputMillis() != outputMillis) {
      HeapTimer<K> timer = new HeapTimer<>(before.key(), name, timeMillis, outputMillis);
      table.replace(before, timer);
      heap.replace(before, timer);
    }
    return before;
  }

  @Override
  public @Nullable StoredTimer<K> delete(Object namespace, String family, String id) {
    if (heap.size() == 0) {
      return null;
    }
    HeapTimer<K> timer = table.find(TimerName.of(store.identity(), namespace, family, id));
    if (timer != null) {
      remove(timer);
    }
    return timer;
  }

  @Override
  public @Nullable StoredTimer<K> first() {
    return heap.first();
  }

  @Override
  public @Nullable StoredTimer<K> poll() {
    HeapTimer<K> first = heap.first();
    if (first != null) {
      remove(first);
    }
    return first;
  }

  @Override
  public void forEach(Consumer<StoredTimer<K>> visitor) {
    table.forEach(visitor::accept);
  }

  /** Adds a timer whose name no other has. */
  void add(HeapTimer<K> timer) {
    table.insert(timer);
    heap.add(timer);
  }

  FrozenState freeze() {
    HashTable.Frozen<HeapTimer<K>> frozen = table.freeze();
    return sink -> rows.write(spec, frozen, sink);
  }

  void restore(List<Section> sections) {
    for (Section section : sections) {
      rows.read(spec, section, this::add);
    }
  }

  private void remove(HeapTimer<K> timer) {
    table.remove(timer);
    heap.remove(timer);
  }
}
