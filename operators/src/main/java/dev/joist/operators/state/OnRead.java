// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.function.Supplier;
import org.apache.beam.sdk.state.ReadableState;
import org.jspecify.annotations.Nullable;

/** Reads state at the moment when {@link #read} is called. */
record OnRead<T extends @Nullable Object>(Supplier<T> reader) implements ReadableState<T> {

  @Override
  public T read() {
    return reader.get();
  }

  @Override
  public ReadableState<T> readLater() {
    return this;
  }
}
