// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hash table that is copied on write, a segment at a time.
 *
 * <p>To freeze it costs a copy of the references to its {@value #SEGMENTS} segments. It grows and
 * shrinks a segment at a time too, so that no single access pays for the whole table. What makes
 * entries equal is the business of those that extend it.
 */
abstract class HashTable<E extends Hashed> {

  private static final int SEGMENT_BITS = 6;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;

  private final Versions versions;
  private final @Nullable HashSegment<E>[] segments = newSegments();
  private long size;

  HashTable(Versions versions) {
    this.versions = versions;
  }

  /** Where entries with {@code hash} are; null if nowhere. */
  final @Nullable HashSegment<E> segment(int hash) {
    return segments[indexOf(hash)];
  }

  /** Adds an entry that is equal to none in the table. */
  final void insert(E entry) {
    writable(entry.hash).insert(entry);
    size++;
  }

  /** Puts {@code newer} in the place of {@code older}, which is in the table. */
  final void replace(E older, E newer) {
    writable(older.hash).replace(older, newer);
  }

  /** Removes an entry that is in the table. */
  final void remove(E entry) {
    writable(entry.hash).remove(entry);
    size--;
  }

  final long size() {
    return size;
  }

  /** The segments as they are; those that snapshots can see are not changed any more. */
  final Frozen<E> freeze() {
    return new Frozen<>(segments.clone());
  }

  /** Shows all entries; the visitor must not change the table. */
  final void forEach(Consumer<E> visitor) {
    new Frozen<>(segments).forEach(visitor);
  }

  private HashSegment<E> writable(int hash) {
    int index = indexOf(hash);
    HashSegment<E> segment = segments[index];
    if (segment == null) {
      segment = new HashSegment<>(versions.current());
    } else if (versions.isSeen(segment.version())) {
      segment = segment.inVersion(versions.current());
    } else {
      return segment;
    }
    segments[index] = segment;
    return segment;
  }

  private static int indexOf(int hash) {
    return hash >>> (Integer.SIZE - SEGMENT_BITS);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be made otherwise
  private static <E extends Hashed> @Nullable HashSegment<E>[] newSegments() {
    return new HashSegment[SEGMENTS];
  }

  /** A table that is not changed any more. */
  static final class Frozen<E extends Hashed> {
    private final @Nullable HashSegment<E>[] segments;

    private Frozen(@Nullable HashSegment<E>[] segments) {
      this.segments = segments;
    }

    void forEach(Consumer<E> visitor) {
      for (HashSegment<E> segment : segments) {
        if (segment != null) {
          segment.forEach(visitor);
        }
      }
    }
  }
}
