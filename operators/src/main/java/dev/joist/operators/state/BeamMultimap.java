// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.ChunkedList;
import dev.joist.state.MapCell;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.ReadableState;

/** A multimap: a map to lists; look-ups as in {@link BeamMap}. */
final class BeamMultimap<K, V> extends BeamCell implements MultimapState<K, V> {

  private final MapCell<K, ChunkedList<V>> cell;

  BeamMultimap(MapCell<K, ChunkedList<V>> cell, StateNamespace namespace) {
    super(cell, namespace);
    this.cell = cell;
  }

  @Override
  BeamMultimap<K, V> at(StateNamespace otherNamespace) {
    return new BeamMultimap<>(cell, otherNamespace);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public void put(K key, V value) {
    ChunkedList<V> before = cell.get(namespace(), key);
    cell.put(namespace(), key, (before == null ? ChunkedList.<V>of() : before).plus(value));
  }

  @Override
  public void remove(K key) {
    cell.remove(namespace(), key);
  }

  @Override
  public ReadableState<Iterable<V>> get(K key) {
    return new OnRead<>(() -> valuesOf(key));
  }

  @Override
  public ReadableState<Iterable<K>> keys() {
    return new OnRead<>(() -> new Mapped<>(cell.entries(namespace()), Map.Entry::getKey));
  }

  @Override
  public ReadableState<Iterable<Map.Entry<K, V>>> entries() {
    return new OnRead<>(() -> new Pairs<>(cell.entries(namespace())));
  }

  @Override
  public ReadableState<Boolean> containsKey(K key) {
    return new OnRead<>(() -> cell.containsKey(namespace(), key));
  }

  @Override
  public void clear() {
    cell.clear(namespace());
  }

  private Iterable<V> valuesOf(K key) {
    ChunkedList<V> values = cell.get(namespace(), key);
    return values == null ? List.of() : values;
  }

  /** Each key with each of its values. */
  private record Pairs<K, V>(Iterable<Map.Entry<K, ChunkedList<V>>> lists)
      implements Iterable<Map.Entry<K, V>> {

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return StreamSupport.stream(lists.spliterator(), false).flatMap(Pairs::pairs).iterator();
    }

    private static <K, V> Stream<Map.Entry<K, V>> pairs(Map.Entry<K, ChunkedList<V>> list) {
      return list.getValue().stream()
          .map(value -> new SimpleImmutableEntry<>(list.getKey(), value));
    }
  }
}
