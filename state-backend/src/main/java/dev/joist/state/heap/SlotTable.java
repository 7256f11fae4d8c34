// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hash table of slots that is copied on write, a segment at a time.
 *
 * <p>To freeze it costs a copy of the references to its {@value #SEGMENTS} segments. It grows and
 * shrinks a segment at a time too, so that no single access pays for the whole table.
 */
final class SlotTable {

  private static final int SEGMENT_BITS = 6;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;

  private final Versions versions;
  private final @Nullable SlotSegment[] segments = new SlotSegment[SEGMENTS];
  private long size;

  SlotTable(Versions versions) {
    this.versions = versions;
  }

  @Nullable Slot find(int hash, Object identity, Object namespace) {
    SlotSegment segment = segments[segmentOf(hash)];
    return segment == null ? null : segment.find(hash, identity, namespace);
  }

  /** Adds a slot whose key and namespace are not in the table. */
  void insert(Slot slot) {
    writable(slot.hash).insert(slot);
    size++;
  }

  /** Puts {@code newer} in the place of {@code older}, which is in the table. */
  void replace(Slot older, Slot newer) {
    writable(older.hash).replace(older, newer);
  }

  /** Removes a slot that is in the table. */
  void remove(Slot slot) {
    writable(slot.hash).remove(slot);
    size--;
  }

  long size() {
    return size;
  }

  /** The segments as they are; those that snapshots can see are not changed any more. */
  Frozen freeze() {
    return new Frozen(segments.clone());
  }

  /** Shows all slots; the visitor must not change the table. */
  void forEach(Consumer<Slot> visitor) {
    forEach(segments, visitor);
  }

  private static void forEach(@Nullable SlotSegment[] segments, Consumer<Slot> visitor) {
    for (SlotSegment segment : segments) {
      if (segment != null) {
        segment.forEach(visitor);
      }
    }
  }

  private SlotSegment writable(int hash) {
    int index = segmentOf(hash);
    SlotSegment segment = segments[index];
    if (segment == null) {
      segment = new SlotSegment(versions.current());
    } else if (versions.isSeen(segment.version())) {
      segment = segment.inVersion(versions.current());
    } else {
      return segment;
    }
    segments[index] = segment;
    return segment;
  }

  private static int segmentOf(int hash) {
    return hash >>> (Integer.SIZE - SEGMENT_BITS);
  }

  /** A table that is not changed any more. */
  static final class Frozen {
    private final @Nullable SlotSegment[] segments;

    private Frozen(@Nullable SlotSegment[] segments) {
      this.segments = segments;
    }

    void forEach(Consumer<Slot> visitor) {
      SlotTable.forEach(segments, visitor);
    }
  }
}
