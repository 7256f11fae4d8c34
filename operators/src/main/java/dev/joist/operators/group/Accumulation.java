// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.ArrayList;
import java.util.List;

/** What becomes of the values of a window that are added one after the other. */
public interface Accumulation<InputT, AccumT, OutputT> {

  /** What there is before the first value. */
  AccumT create();

  /** What there is with {@code value}; {@code accumulator} is no longer used. */
  AccumT add(AccumT accumulator, InputT value);

  /** The result; {@code accumulator} is no longer used. */
  OutputT result(AccumT accumulator);

  /** No accumulator of the key is used any more. */
  default void endKey() {}

  /** A value that is to be added to one of several windows, so that they share nothing. */
  default InputT copy(InputT value) {
    return value;
  }

  /** The values themselves, in the order in which they are added. */
  static <V> Accumulation<V, List<V>, Iterable<V>> values() {
    return new Accumulation<>() {
      @Override
      public List<V> create() {
        return new ArrayList<>();
      }

      @Override
      public List<V> add(List<V> list, V value) {
        list.add(value);
        return list;
      }

      @Override
      public Iterable<V> result(List<V> list) {
        return list;
      }
    };
  }
}
