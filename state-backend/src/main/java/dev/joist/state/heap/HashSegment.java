// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Open addressing with linear probing, at most two thirds full; removal moves later entries back,
 * so that nothing is left behind.
 *
 * <p>Hashes lie beside the entries: whoever searches, moves or grows looks at none of the entries
 * but those that have the hash that is searched for.
 */
final class HashSegment<E extends Hashed> {

  private static final int SMALLEST = 8;

  private final long version;

  /** The hash of the entry at the same index; 0 where there is none. */
  private int[] hashes;

  private @Nullable Hashed[] entries;
  private int size;

  HashSegment(long version) {
    this(version, new int[SMALLEST], new Hashed[SMALLEST], 0);
  }

  private HashSegment(long version, int[] hashes, @Nullable Hashed[] entries, int size) {
    this.version = version;
    this.hashes = hashes;
    this.entries = entries;
    this.size = size;
  }

  long version() {
    return version;
  }

  HashSegment<E> inVersion(long newVersion) {
    return new HashSegment<>(newVersion, hashes.clone(), entries.clone(), size);
  }

  /** The index of the first entry with {@code hash}, -1 if there is none. */
  int first(int hash) {
    return search(hash, hash & (hashes.length - 1));
  }

  /** The index of the next entry with {@code hash} after {@code index}, -1 if there is none. */
  int next(int hash, int index) {
    return search(hash, (index + 1) & (hashes.length - 1));
  }

  private int search(int hash, int from) {
    int mask = hashes.length - 1;
    int i = from;
    while (hashes[i] != hash) {
      if (hashes[i] == 0) {
        return -1;
      }
      i = (i + 1) & mask;
    }
    return i;
  }

  /** The entry at an index that {@link #first} or {@link #next} has returned. */
  @SuppressWarnings({"unchecked", "NullAway"}) // only entries of type E are put in, with their hash
  E at(int index) {
    return (E) entries[index];
  }

  void insert(E entry) {
    if (3 * (size + 1) > 2 * entries.length) {
      resize(2 * entries.length);
    }
    place(hashes, entries, entry.hash, entry);
    size++;
  }

  void replace(E older, E newer) {
    entries[indexOf(older)] = newer;
  }

  void remove(E entry) {
    int mask = hashes.length - 1;
    int hole = indexOf(entry);
    for (int i = (hole + 1) & mask; hashes[i] != 0; i = (i + 1) & mask) {
      // One may move back into the hole unless that is before the place where its search begins.
      if (((i - hashes[i]) & mask) >= ((i - hole) & mask)) {
        hashes[hole] = hashes[i];
        entries[hole] = entries[i];
        hole = i;
      }
    }
    hashes[hole] = 0;
    entries[hole] = null;
    size--;
    if (hashes.length > SMALLEST && 8 * size < hashes.length) {
      resize(hashes.length / 2);
    }
  }

  void forEach(Consumer<E> visitor) {
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0) {
        visitor.accept(at(i));
      }
    }
  }

  private int indexOf(E entry) {
    int i = first(entry.hash);
    while (i >= 0 && entries[i] != entry) {
      i = next(entry.hash, i);
    }
    if (i < 0) {
      throw new IllegalStateException("%s is not in its segment".formatted(entry));
    }
    return i;
  }

  private void resize(int capacity) {
    int[] newHashes = new int[capacity];
    @Nullable Hashed[] newEntries = new Hashed[capacity];
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0) {
        place(newHashes, newEntries, hashes[i], entries[i]);
      }
    }
    hashes = newHashes;
    entries = newEntries;
  }

  private static void place(
      int[] hashes, @Nullable Hashed[] entries, int hash, @Nullable Hashed entry) {
    int mask = hashes.length - 1;
    int i = hash & mask;
    while (hashes[i] != 0) {
      i = (i + 1) & mask;
    }
    hashes[i] = hash;
    entries[i] = entry;
  }
}
