// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that have a window each which is due at a time, or had one when they were entered: one entry
 * a key and not one a window, where windows move and the earliest of a key is all that matters.
 */
final class DueKeys<K extends @Nullable Object> {

  private final PriorityQueue<Due<K>> entries =
      new PriorityQueue<>(Comparator.comparingLong(Due::lastMillis));

  /** A key of which a window has its last millisecond then, or had when the key was entered. */
  record Due<K extends @Nullable Object>(long lastMillis, K key) {}

  /** Enters a key; it may be there for other times. */
  void enter(long lastMillis, K key) {
    entries.add(new Due<>(lastMillis, key));
  }

  /** Whether an entry is due strictly before {@code timeMillis}. */
  boolean isDue(long timeMillis) {
    Due<K> next = entries.peek();
    return next != null && next.lastMillis() < timeMillis;
  }

  /**
   * Takes out what is due strictly before {@code timeMillis}, the earliest first; {@code taker} may
   * enter more.
   */
  void takeDue(long timeMillis, Consumer<Due<K>> taker) {
    while (isDue(timeMillis)) {
      taker.accept(entries.remove());
    }
  }
}
