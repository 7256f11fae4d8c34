// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.BagCell;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.BagState;

/** A bag; what was read of it stays as it was. */
final class BeamBag<T> extends BeamCell implements BagState<T> {

  private final BagCell<T> cell;

  BeamBag(BagCell<T> cell, StateNamespace namespace) {
    super(cell, namespace);
    this.cell = cell;
  }

  @Override
  BeamBag<T> at(StateNamespace otherNamespace) {
    return new BeamBag<>(cell, otherNamespace);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public Iterable<T> read() {
    return cell.read(namespace());
  }

  @Override
  public void add(T value) {
    cell.append(namespace(), value);
  }

  @Override
  public void clear() {
    cell.clear(namespace());
  }

  @Override
  public BeamBag<T> readLater() {
    return this;
  }
}
