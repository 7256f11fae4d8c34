// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/**
 * At most one value per key and namespace; the key is the one that the store was pointed at last.
 *
 * <p>What {@link #read} returns is never changed, neither by the caller nor by the cell. What
 * {@link #update} returns may be changed in place until the next barrier, and is then the content.
 */
public interface ValueCell<T extends @Nullable Object> {

  /** The content, to look at; null if there is none (or if it is null). */
  @Nullable T read(Object namespace);

  /**
   * The content, to change in place; null if there is none. The first call after a barrier, or
   * after {@link #write}, may copy it by the codec.
   */
  @Nullable T update(Object namespace);

  /** Puts {@code value} in; it belongs to the cell from then on. */
  void write(Object namespace, T value);

  /** Whether there is no content. */
  boolean isEmpty(Object namespace);

  /** Takes the content out. */
  void clear(Object namespace);

  /**
   * Shows every value of the cell, of all keys and namespaces, in no particular order: for
   * restoring what is derived from state, and for people. The visitor must not change the store.
   */
  void forEach(Visitor<T> visitor);

  /** Takes the values of a cell. */
  @FunctionalInterface
  interface Visitor<T extends @Nullable Object> {
    void visit(@Nullable Object key, Object namespace, T value);
  }
}
