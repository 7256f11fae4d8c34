// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Open addressing with linear probing, at most two thirds full; removal moves later entries back,
 * so that nothing is left behind.
 */
final class HashSegment<E extends Hashed> {

  private static final int SMALLEST = 8;

  private final long version;
  private @Nullable Hashed[] entries;
  private int size;

  HashSegment(long version) {
    this(version, new Hashed[SMALLEST], 0);
  }

  private HashSegment(long version, @Nullable Hashed[] entries, int size) {
    this.version = version;
    this.entries = entries;
    this.size = size;
  }

  long version() {
    return version;
  }

  HashSegment<E> inVersion(long newVersion) {
    return new HashSegment<>(newVersion, entries.clone(), size);
  }

  /** The index at which the search for {@code hash} begins. */
  int home(int hash) {
    return hash & (entries.length - 1);
  }

  /** The index at which the search goes on after {@code index}. */
  int next(int index) {
    return (index + 1) & (entries.length - 1);
  }

  /** What is at an index; null ends a search. */
  @SuppressWarnings("unchecked") // only entries of type E are put in
  @Nullable E at(int index) {
    return (E) entries[index];
  }

  void insert(E entry) {
    if (3 * (size + 1) > 2 * entries.length) {
      resize(2 * entries.length);
    }
    place(entries, entry);
    size++;
  }

  void replace(E older, E newer) {
    entries[indexOf(older)] = newer;
  }

  void remove(E entry) {
    int mask = entries.length - 1;
    int hole = indexOf(entry);
    for (int i = (hole + 1) & mask; entries[i] != null; i = (i + 1) & mask) {
      Hashed later = entries[i];
      // One may move back into the hole unless that is before the place where its search begins.
      if (later != null && ((i - later.hash) & mask) >= ((i - hole) & mask)) {
        entries[hole] = later;
        hole = i;
      }
    }
    entries[hole] = null;
    size--;
    if (entries.length > SMALLEST && 8 * size < entries.length) {
      resize(entries.length / 2);
    }
  }

  void forEach(Consumer<E> visitor) {
    for (int i = 0; i < entries.length; i++) {
      E entry = at(i);
      if (entry != null) {
        visitor.accept(entry);
      }
    }
  }

  private int indexOf(E entry) {
    int mask = entries.length - 1;
    for (int i = entry.hash & mask; entries[i] != null; i = (i + 1) & mask) {
      if (entries[i] == entry) {
        return i;
      }
    }
    throw new IllegalStateException("%s is not in its segment".formatted(entry));
  }

  private void resize(int capacity) {
    @Nullable Hashed[] resized = new Hashed[capacity];
    forEach(entry -> place(resized, entry));
    entries = resized;
  }

  private static void place(@Nullable Hashed[] entries, Hashed entry) {
    int mask = entries.length - 1;
    int i = entry.hash & mask;
    while (entries[i] != null) {
      i = (i + 1) & mask;
    }
    entries[i] = entry;
  }
}
