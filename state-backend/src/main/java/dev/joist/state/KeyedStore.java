// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keyed state of one operator in one subtask.
 *
 * <p>{@link #useKey} points the store, and with it all its cells, at a key. Within a key each cell
 * has one content per namespace: any object with {@code equals} and {@code hashCode} that the
 * store's namespace codec can write. Repeating the same namespace object is the fast way. Keys
 * without content take no room.
 *
 * <p><b>Threading:</b> belongs to the thread of its subtask, as do its cells.
 */
public interface KeyedStore<K extends @Nullable Object> {

  /** Points the store at {@code key}, which may have no state yet and gets none by this. */
  void useKey(K key);

  /** The key that the store points at. */
  K key();

  /**
   * The cell that {@code spec} declares; the same object each time. Content that a snapshot held
   * for it is in it when this returns.
   */
  <T extends @Nullable Object> ValueCell<T> value(CellSpec.Value<T> spec);

  /** As {@link #value}. */
  <T extends @Nullable Object> BagCell<T> bag(CellSpec.Bag<T> spec);

  /** As {@link #value}. */
  <A extends @Nullable Object, B extends @Nullable Object> MapCell<A, B> map(
      CellSpec.Mapping<A, B> spec);

  /** As {@link #value}. */
  <T extends @Nullable Object> OrderedListCell<T> orderedList(CellSpec.OrderedList<T> spec);

  /** As {@link #value}. */
  TimerCell<K> timers(CellSpec.Timers spec);

  /**
   * Visits each key that has content in {@code namespace}, the store pointed at it; the visitor may
   * read and change that key's state. O(all content of the store).
   */
  void forEachKey(Object namespace, Consumer<K> visitor);

  /** Cells that a snapshot held and that were not declared yet; snapshots carry them along. */
  List<SectionHeader> undeclared();

  /** Number of pairs of key and namespace that have content. */
  long size();
}
