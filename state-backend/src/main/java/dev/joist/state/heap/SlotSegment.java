// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Open addressing with linear probing, at most two thirds full; removal moves later slots back, so
 * that nothing is left behind.
 */
final class SlotSegment {

  private static final int SMALLEST = 8;

  private final long version;
  private @Nullable Slot[] slots;
  private int size;

  SlotSegment(long version) {
    this(version, new Slot[SMALLEST], 0);
  }

  private SlotSegment(long version, @Nullable Slot[] slots, int size) {
    this.version = version;
    this.slots = slots;
    this.size = size;
  }

  long version() {
    return version;
  }

  SlotSegment inVersion(long newVersion) {
    return new SlotSegment(newVersion, slots.clone(), size);
  }

  @Nullable Slot find(int hash, Object identity, Object namespace) {
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Slot slot = slots[i];
      if (slot == null || slot.holds(hash, identity, namespace)) {
        return slot;
      }
    }
  }

  void insert(Slot slot) {
    if (3 * (size + 1) > 2 * slots.length) {
      resize(2 * slots.length);
    }
    place(slots, slot);
    size++;
  }

  void replace(Slot older, Slot newer) {
    slots[indexOf(older)] = newer;
  }

  void remove(Slot slot) {
    int mask = slots.length - 1;
    int hole = indexOf(slot);
    for (int i = (hole + 1) & mask; slots[i] != null; i = (i + 1) & mask) {
      Slot later = slots[i];
      // A slot may move back into the hole unless that is before the place where its search begins.
      if (later != null && ((i - later.hash) & mask) >= ((i - hole) & mask)) {
        slots[hole] = later;
        hole = i;
      }
    }
    slots[hole] = null;
    size--;
    if (slots.length > SMALLEST && 8 * size < slots.length) {
      resize(slots.length / 2);
    }
  }

  void forEach(Consumer<Slot> visitor) {
    for (Slot slot : slots) {
      if (slot != null) {
        visitor.accept(slot);
      }
    }
  }

  private int indexOf(Slot slot) {
    int mask = slots.length - 1;
    for (int i = slot.hash & mask; slots[i] != null; i = (i + 1) & mask) {
      if (slots[i] == slot) {
        return i;
      }
    }
    throw new IllegalStateException(
        "the slot of key %s in namespace %s is not in its segment"
            .formatted(slot.key, slot.namespace));
  }

  private void resize(int capacity) {
    @Nullable Slot[] resized = new Slot[capacity];
    forEach(slot -> place(resized, slot));
    slots = resized;
  }

  private static void place(@Nullable Slot[] slots, Slot slot) {
    int mask = slots.length - 1;
    int i = slot.hash & mask;
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = slot;
  }
}
