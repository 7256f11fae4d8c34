// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.ValueCell;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * A value; writing null clears it.
 *
 * <p>User code often changes what it read and writes it back, so what it reads is an object that
 * may be changed without a snapshot seeing it.
 */
final class BeamValue<T> extends BeamCell implements ValueState<T> {

  private final ValueCell<T> cell;

  BeamValue(ValueCell<T> cell, StateNamespace namespace) {
    super(cell, namespace);
    this.cell = cell;
  }

  @Override
  BeamValue<T> at(StateNamespace otherNamespace) {
    return new BeamValue<>(cell, otherNamespace);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public @Nullable T read() {
    return cell.update(namespace());
  }

  @Override
  public void write(T input) {
    if (input == null) {
      cell.clear(namespace());
    } else {
      cell.write(namespace(), input);
    }
  }

  @Override
  public void clear() {
    cell.clear(namespace());
  }

  @Override
  public BeamValue<T> readLater() {
    return this;
  }
}
