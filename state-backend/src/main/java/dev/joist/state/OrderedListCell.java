// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/**
 * Values sorted by timestamp, per key and namespace; those of one timestamp stay in the order of
 * their addition. Ranges include their lower end and exclude the upper one.
 */
public interface OrderedListCell<T extends @Nullable Object> {

  void add(Object namespace, long timestampMillis, T value);

  /** All that is in the cell now, read lazily; later changes never show in it. */
  Iterable<Timestamped<T>> read(Object namespace);

  /** The part with {@code fromMillis <= timestamp < toMillis}, otherwise as {@link #read}. */
  Iterable<Timestamped<T>> readRange(Object namespace, long fromMillis, long toMillis);

  /** Removes what has {@code fromMillis <= timestamp < toMillis}. */
  void clearRange(Object namespace, long fromMillis, long toMillis);

  boolean isEmpty(Object namespace);

  void clear(Object namespace);
}
