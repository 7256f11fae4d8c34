// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the residuals of one subtask are kept, so that they are in each snapshot.
 *
 * <p><b>Threading:</b> a named concurrency part: the lanes of the subtask share it, each with
 * residuals of its own.
 */
final class ResidualStore<PieceT> {

  private final ReentrantLock lock = new ReentrantLock();
  private final ItemStore<Residual<PieceT>> items;
  private boolean wereTaken;

  ResidualStore(ItemStore<Residual<PieceT>> items) {
    this.items = items;
  }

  /** The residuals that were restored, for the lane that asks first; none for the others. */
  List<ItemStore.Item<Residual<PieceT>>> takeRestored() {
    lock.lock();
    try {
      List<ItemStore.Item<Residual<PieceT>>> restored = new ArrayList<>();
      if (!wereTaken) {
        wereTaken = true;
        items.items().forEach(restored::add);
      }
      return restored;
    } finally {
      lock.unlock();
    }
  }

  ItemId add(Residual<PieceT> residual) {
    lock.lock();
    try {
      return items.add(residual);
    } finally {
      lock.unlock();
    }
  }

  void remove(ItemId id) {
    lock.lock();
    try {
      items.remove(id);
    } finally {
      lock.unlock();
    }
  }
}
