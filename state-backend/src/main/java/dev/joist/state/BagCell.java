// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/** Values in the order of their addition, per key and namespace. */
public interface BagCell<T extends @Nullable Object> {

  /** Adds a value without reading what is there. */
  void append(Object namespace, T value);

  /**
   * What is in the cell now; what is appended later never shows in it. It is immutable and may be
   * handed to other threads; iterating costs no more memory than the cell has.
   */
  Iterable<T> read(Object namespace);

  boolean isEmpty(Object namespace);

  void clear(Object namespace);
}
