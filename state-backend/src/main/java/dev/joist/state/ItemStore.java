// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/**
 * Items that a subtask owns and that belong to no key: splits and their marks, residuals, elements
 * that wait. At restore each is dealt to a subtask by its id, or with the key group that it names.
 *
 * <p>Items are not changed in place: {@link #put} replaces them.
 *
 * <p><b>Threading:</b> belongs to the thread of its subtask.
 */
public interface ItemStore<T> {

  /** Adds an item under a fresh id. */
  ItemId add(T item);

  /** As {@link #add(Object)}; at restore the item goes where {@code keyGroup} goes. */
  ItemId add(T item, int keyGroup);

  /** Adds an item, or replaces the one with this id, which keeps its place. */
  void put(ItemId id, T item);

  @Nullable T get(ItemId id);

  /** Removes an item; returns whether it was there. */
  boolean remove(ItemId id);

  /** The items in the order of their addition, as of now; later changes never show in it. */
  Iterable<Item<T>> items();

  int size();

  /** An item and its name. */
  record Item<T>(ItemId id, T value) {}
}
