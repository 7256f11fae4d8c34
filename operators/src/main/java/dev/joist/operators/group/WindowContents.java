// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.state.KeyedStore;
import org.jspecify.annotations.Nullable;

/**
 * What a window of a key holds: the values, or what becomes of them. The key is the one that the
 * store points at.
 */
public interface WindowContents<InputT, OutputT> {

  /** Adds a value. */
  void add(Object window, InputT value);

  /** The result of what is there, which then is gone. */
  OutputT take(Object window);

  /** The result of what is there, which stays: nothing that is changed later shows in it. */
  OutputT show(Object window);

  /** Takes out what is there, if anything is. */
  void clear(Object window);

  /** Makes the contents of a transform in its store. */
  @FunctionalInterface
  interface Factory<InputT, OutputT> {
    WindowContents<InputT, OutputT> open(KeyedStore<? extends @Nullable Object> store);
  }
}
