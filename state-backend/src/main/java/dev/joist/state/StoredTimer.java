// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/** A timer that is, or was, set in a {@link TimerCell}; it does not change. */
public interface StoredTimer<K extends @Nullable Object> {

  K key();

  /** What {@link Codec#identity} makes of the key. */
  Object identity();

  Object namespace();

  /** With {@link #id}, what tells the timers of one key and namespace apart. */
  String family();

  String id();

  /** When it is due. */
  long timeMillis();

  /** What goes with it, for its owner: the timestamp of what it will emit. */
  long outputMillis();
}
