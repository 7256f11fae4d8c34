// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.state.CoderCodec;
import dev.joist.state.BagCell;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/** The values themselves, in the order of their arrival. */
record GatheredValues<V>(BagCell<V> cell) implements WindowContents<V, Iterable<V>> {

  /** The values of a transform in its store. */
  static <V> GatheredValues<V> in(
      KeyedStore<? extends @Nullable Object> store, String transform, Coder<V> coder) {
    return new GatheredValues<>(
        store.bag(new CellSpec.Bag<>(new CellId(transform, "joist:values"), CoderCodec.of(coder))));
  }

  @Override
  public void add(Object window, V value) {
    cell.append(window, value);
  }

  @Override
  public Iterable<V> take(Object window) {
    Iterable<V> values = cell.read(window);
    cell.clear(window);
    return values;
  }

  @Override
  public Iterable<V> show(Object window) {
    return cell.read(window);
  }

  @Override
  public void merge(Object into, Object from) {
    Iterable<V> values = take(from);
    values.forEach(value -> cell.append(into, value));
  }

  @Override
  public void clear(Object window) {
    cell.clear(window);
  }
}
