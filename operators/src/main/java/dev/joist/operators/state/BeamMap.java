// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.MapCell;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.ReadableStates;
import org.jspecify.annotations.Nullable;

/** A map; look-ups see it as it is when their result is read, and what was read stays as it was. */
final class BeamMap<K, V> extends BeamCell implements MapState<K, V> {

  private final MapCell<K, V> cell;

  BeamMap(MapCell<K, V> cell, StateNamespace namespace) {
    super(cell, namespace);
    this.cell = cell;
  }

  @Override
  BeamMap<K, V> at(StateNamespace otherNamespace) {
    return new BeamMap<>(cell, otherNamespace);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public void put(K key, V value) {
    cell.put(namespace(), key, value);
  }

  @Override
  public ReadableState<V> computeIfAbsent(K key, Function<? super K, ? extends V> mappingFunction) {
    V current = cell.update(namespace(), key);
    if (current == null) {
      cell.put(namespace(), key, mappingFunction.apply(key));
    }
    return ReadableStates.immediate(current);
  }

  @Override
  public void remove(K key) {
    cell.remove(namespace(), key);
  }

  @Override
  public ReadableState<V> get(K key) {
    return new OnRead<>(() -> cell.update(namespace(), key));
  }

  @Override
  public ReadableState<V> getOrDefault(K key, @Nullable V defaultValue) {
    return new OnRead<>(() -> readOr(key, defaultValue));
  }

  @Override
  public ReadableState<Iterable<K>> keys() {
    return new OnRead<>(() -> new Mapped<>(cell.entries(namespace()), Map.Entry::getKey));
  }

  @Override
  public ReadableState<Iterable<V>> values() {
    return new OnRead<>(() -> new Mapped<>(cell.entries(namespace()), Map.Entry::getValue));
  }

  @Override
  public ReadableState<Iterable<Map.Entry<K, V>>> entries() {
    return new OnRead<>(() -> cell.entries(namespace()));
  }

  @Override
  public void clear() {
    cell.clear(namespace());
  }

  private @Nullable V readOr(K key, @Nullable V defaultValue) {
    V value = cell.update(namespace(), key);
    return value != null || cell.containsKey(namespace(), key) ? value : defaultValue;
  }
}
