// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the versions of a subtask's state and knows which of them open snapshots can see.
 *
 * <p>What was made in version v is seen by the snapshots that were taken of version v and later
 * ones.
 */
final class Versions {

  private final Deque<HeapSnapshot> open = new ArrayDeque<>();
  private long current = 1;
  private long newestSeen;

  /** The version in which things are made now. */
  long current() {
    return current;
  }

  /** Whether an open snapshot can see what was made in {@code version}. */
  boolean isSeen(long version) {
    return version <= newestSeen && version <= newestOpen();
  }

  /** Notes that {@code snapshot} sees all that was made up to now, and begins a version. */
  void seenBy(HeapSnapshot snapshot) {
    open.removeIf(HeapSnapshot::isClosed);
    open.addLast(snapshot);
    newestSeen = current;
    current++;
  }

  private long newestOpen() {
    open.removeIf(HeapSnapshot::isClosed);
    newestSeen = open.isEmpty() ? 0 : open.getLast().version();
    return newestSeen;
  }
}
