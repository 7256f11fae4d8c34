// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.MapCell;
import java.util.Map;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.ReadableStates;
import org.apache.beam.sdk.state.SetState;

/**
 * A set: the keys of a map. Membership is told as it is when it is asked for, not when it is read.
 */
final class BeamSet<T> extends BeamCell implements SetState<T> {

  private final MapCell<T, Boolean> cell;

  BeamSet(MapCell<T, Boolean> cell, StateNamespace namespace) {
    super(cell, namespace);
    this.cell = cell;
  }

  @Override
  BeamSet<T> at(StateNamespace otherNamespace) {
    return new BeamSet<>(cell, otherNamespace);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public ReadableState<Boolean> contains(T element) {
    return ReadableStates.immediate(cell.containsKey(namespace(), element));
  }

  @Override
  public ReadableState<Boolean> addIfAbsent(T element) {
    boolean absent = !cell.containsKey(namespace(), element);
    if (absent) {
      add(element);
    }
    return ReadableStates.immediate(absent);
  }

  @Override
  public Iterable<T> read() {
    return new Mapped<>(cell.entries(namespace()), Map.Entry::getKey);
  }

  @Override
  public void add(T element) {
    cell.put(namespace(), element, true);
  }

  @Override
  public void remove(T element) {
    cell.remove(namespace(), element);
  }

  @Override
  public void clear() {
    cell.clear(namespace());
  }

  @Override
  public BeamSet<T> readLater() {
    return this;
  }
}
