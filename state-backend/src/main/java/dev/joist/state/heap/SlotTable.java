// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import org.jspecify.annotations.Nullable;

/** The slots of a store, by key and namespace. */
final class SlotTable extends HashTable<Slot> {

  SlotTable(Versions versions) {
    super(versions);
  }

  @Nullable Slot find(int hash, Object identity, Object namespace) {
    HashSegment<Slot> segment = segment(hash);
    if (segment == null) {
      return null;
    }
    int index = segment.home(hash);
    Slot slot = segment.at(index);
    while (slot != null && !slot.holds(hash, identity, namespace)) {
      index = segment.next(index);
      slot = segment.at(index);
    }
    return slot;
  }
}
