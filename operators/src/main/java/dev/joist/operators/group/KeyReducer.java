// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.List;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/** Makes the panes of a key of all of its elements. */
@FunctionalInterface
interface KeyReducer<K extends @Nullable Object, InputT> {

  /** Emits all panes of a key; {@code elements} are in the order of their arrival. */
  void reduce(K key, Iterable<WindowedValue<InputT>> elements) throws Exception;

  /** {@code inMemory} where the elements of a key are in memory, and {@code beyond} where not. */
  static <K extends @Nullable Object, InputT> KeyReducer<K, InputT> bySize(
      KeyReducer<K, InputT> inMemory, KeyReducer<K, InputT> beyond) {
    return (key, elements) -> (elements instanceof List ? inMemory : beyond).reduce(key, elements);
  }
}
