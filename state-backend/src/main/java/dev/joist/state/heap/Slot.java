// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one key has in one namespace: a content per cell of the store. */
final class Slot extends Hashed {

  /** Cells from this index on share one bit of {@link #shared}. */
  private static final int LAST_BIT = Long.SIZE - 1;

  /** Cells whose contents are fields. */
  private static final int OWN_CELLS = 2;

  private static final @Nullable Object[] NO_CONTENTS = {};

  final @Nullable Object key;
  final Object identity;
  final Object namespace;
  final int keyGroup;
  final long version;

  /** The contents of the first cells: most stores have no others. */
  private @Nullable Object first;

  private @Nullable Object second;
  private @Nullable Object[] others;
  private int filled;

  /** Bit per cell: an older version of this slot refers to the same content. */
  private long shared;

  Slot(SlotKey slotKey, int keyGroup, long version, int cells) {
    super(slotKey.hash());
    this.key = slotKey.key();
    this.identity = slotKey.identity();
    this.namespace = slotKey.namespace();
    this.keyGroup = keyGroup;
    this.version = version;
    this.others = cells > OWN_CELLS ? new Object[cells - OWN_CELLS] : NO_CONTENTS;
  }

  private Slot(Slot older, long version) {
    super(older.hash);
    this.key = older.key;
    this.identity = older.identity;
    this.namespace = older.namespace;
    this.keyGroup = older.keyGroup;
    this.version = version;
    this.first = older.first;
    this.second = older.second;
    this.others = older.others.length == 0 ? NO_CONTENTS : older.others.clone();
    this.filled = older.filled;
    this.shared = -1;
  }

  /** A slot with the same contents, to be changed in place of this one. */
  Slot inVersion(long newVersion) {
    return new Slot(this, newVersion);
  }

  boolean holds(Object otherIdentity, Object otherNamespace) {
    return identity.equals(otherIdentity)
        && (namespace == otherNamespace || namespace.equals(otherNamespace));
  }

  /** The content of a cell, null if it has none. */
  @Nullable Object content(int cell) {
    if (cell == 0) {
      return first;
    }
    if (cell == 1) {
      return second;
    }
    int other = cell - OWN_CELLS;
    return other < others.length ? others[other] : null;
  }

  /** Puts a content in that no older version refers to. */
  void put(int cell, Object content) {
    if (content(cell) == null) {
      filled++;
    }
    set(cell, content);
    if (cell < LAST_BIT) {
      shared &= ~(1L << cell);
    }
  }

  private void set(int cell, @Nullable Object content) {
    if (cell == 0) {
      first = content;
    } else if (cell == 1) {
      second = content;
    } else {
      int other = cell - OWN_CELLS;
      if (other >= others.length) {
        others = Arrays.copyOf(others, other + 1);
      }
      others[other] = content;
    }
  }

  void remove(int cell) {
    if (content(cell) != null) {
      set(cell, null);
      filled--;
    }
  }

  /** Whether the content of a cell must be copied before it is changed in place. */
  boolean isShared(int cell) {
    return (shared & (1L << Math.min(cell, LAST_BIT))) != 0;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  @Override
  public String toString() {
    return "the state of key %s in namespace %s".formatted(key, namespace);
  }
}
