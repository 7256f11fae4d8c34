// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the items of an operator in one subtask are kept, so that they are in each snapshot.
 *
 * <p><b>Threading:</b> a named concurrency part: the lanes of the subtask share it, each with items
 * of its own.
 */
public final class SharedItems<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final ItemStore<T> items;
  private boolean wereTaken;

  public SharedItems(ItemStore<T> items) {
    this.items = items;
  }

  /** The items that were restored, for the lane that asks first; none for the others. */
  public List<ItemStore.Item<T>> takeRestored() {
    lock.lock();
    try {
      List<ItemStore.Item<T>> restored = new ArrayList<>();
      if (!wereTaken) {
        wereTaken = true;
        items.items().forEach(restored::add);
      }
      return restored;
    } finally {
      lock.unlock();
    }
  }

  public ItemId add(T item) {
    return add(item, ItemId.NO_KEY_GROUP);
  }

  /** As {@link #add(Object)}; at restore the item goes where {@code keyGroup} goes. */
  public ItemId add(T item, int keyGroup) {
    lock.lock();
    try {
      return items.add(item, keyGroup);
    } finally {
      lock.unlock();
    }
  }

  public void remove(ItemId id) {
    lock.lock();
    try {
      items.remove(id);
    } finally {
      lock.unlock();
    }
  }
}
