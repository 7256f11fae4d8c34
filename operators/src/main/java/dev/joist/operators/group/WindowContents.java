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

  /** Adds what {@code from} holds to what {@code into} holds; nothing is left in {@code from}. */
  void merge(Object into, Object from);

  /** A value that is to be added to one of several windows, so that they share nothing. */
  default InputT copy(InputT value) {
    return value;
  }

  /** Begins to gather what several windows or slices of a key hold. */
  default Sum<OutputT> sum() {
    throw new UnsupportedOperationException("%s cannot be put together".formatted(this));
  }

  /** What several windows or slices of a key hold together. */
  interface Sum<OutputT> {

    /** Adds what a window or slice of the store's key holds, which stays as it is. */
    void include(Object window);

    /** Adds what another sum of the same contents has, which stays as it is. */
    void include(Sum<OutputT> other);

    /** The result; it shares nothing with what was included. */
    OutputT result();

    /** Makes this what {@code window} holds, instead of asking for the result. */
    void keep(Object window);
  }

  /** Makes the contents of a transform in its store. */
  @FunctionalInterface
  interface Factory<InputT, OutputT> {
    WindowContents<InputT, OutputT> open(KeyedStore<? extends @Nullable Object> store);
  }
}
