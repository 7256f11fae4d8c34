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
    int index = segment.home(hash);
    HeapTimer<K> timer = segment.at(index);
    while (timer != null && !timer.is(probe)) {
      index = segment.next(index);
      timer = segment.at(index);
    }
    return timer;
  }
}
