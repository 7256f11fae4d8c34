// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers of all keys of a store, the earliest first.
 *
 * <p>A timer is set for the key that the store points at, in a namespace, under a family and an id;
 * there is at most one of each. Of timers with one time those of a key come one after another, by
 * output time, id, family and encoded namespace. The order depends on what is set alone and not on
 * how it came about, so that it is the same after a restore.
 *
 * <p>O(log size) to set, delete and take, O(1) to look at the first.
 */
public interface TimerCell<K extends @Nullable Object> {

  /**
   * Sets a timer of the current key.
   *
   * @return the one in whose place it is, null if there was none
   */
  @Nullable StoredTimer<K> set(
      Object namespace, String family, String id, long timeMillis, long outputMillis);

  /** Takes a timer of the current key out; null if it is not set. */
  @Nullable StoredTimer<K> delete(Object namespace, String family, String id);

  /** The earliest of all keys; null if none is set. */
  @Nullable StoredTimer<K> first();

  /** Takes the earliest of all keys out, whatever key the store points at; null if none is set. */
  @Nullable StoredTimer<K> poll();

  /** Shows every timer, in no particular order; the visitor must not change the store. */
  void forEach(Consumer<StoredTimer<K>> visitor);
}
