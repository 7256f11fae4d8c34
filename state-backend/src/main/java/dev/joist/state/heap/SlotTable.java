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
    for (int i = segment.first(hash); i >= 0; i = segment.next(hash, i)) {
      Slot slot = segment.at(i);
      if (slot.holds(identity, namespace)) {
        return slot;
      }
    }
    return null;
  }
}
