// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import org.jspecify.annotations.Nullable;

/** The timers of a cell, by key, namespace, family and id. */
final class TimerTable<K extends @Nullable Object> extends HashTable<HeapTimer<K>> {

  TimerTable(Versions versions) {
    super(versions);
  }

  /** The timer that {@code probe} names; null if there is none. */
  @Nullable HeapTimer<K> find(TimerName probe) {
    int hash = probe.hash();
    HashSegment<HeapTimer<K>> segment = segment(hash);
    if (segment == null) {
      return null;
    }
    for (int i = segment.first(hash); i >= 0; i = segment.next(hash, i)) {
      HeapTimer<K> timer = segment.at(i);
      if (timer.is(probe)) {
        return timer;
      }
    }
    return null;
  }
}
