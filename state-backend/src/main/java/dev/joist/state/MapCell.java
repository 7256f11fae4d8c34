// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map per key and namespace; its own keys are compared by {@link Codec#identity}. Sets and
 * multimaps are maps to nothing and to lists.
 *
 * <p>{@link #get} and {@link #entries} are for looking, {@link #update} for changing in place, as
 * in {@link ValueCell}.
 */
public interface MapCell<K extends @Nullable Object, V extends @Nullable Object> {

  /** The value of {@code key}, to look at; null if there is none (or if it is null). */
  @Nullable V get(Object namespace, K key);

  /** The value of {@code key}, to change in place until the next barrier or {@link #entries}. */
  @Nullable V update(Object namespace, K key);

  boolean containsKey(Object namespace, K key);

  void put(Object namespace, K key, V value);

  void remove(Object namespace, K key);

  /**
   * What is in the map now, read lazily; later changes never show in it. No particular order,
   * though the same one each time it is iterated.
   */
  Iterable<Map.Entry<K, V>> entries(Object namespace);

  boolean isEmpty(Object namespace);

  void clear(Object namespace);
}
