// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.State;
import org.apache.beam.sdk.state.StateContext;
import org.jspecify.annotations.Nullable;

/**
 * One of Beam's state cells in one namespace, for whatever key the store points at.
 *
 * <p>Two of them are equal if they are the same cell in the same namespace.
 */
abstract class BeamCell implements State {

  private final Object cell;
  private final StateNamespace namespace;
  private @Nullable ReadableState<Boolean> emptiness;

  /**
   * @param cell the cell of the store
   */
  BeamCell(Object cell, StateNamespace namespace) {
    this.cell = cell;
    this.namespace = namespace;
  }

  /** The same cell in another namespace. */
  abstract BeamCell at(StateNamespace otherNamespace);

  /** Whether the cell is empty for the current key. */
  abstract boolean isCleared();

  /** This cell with what its combining function may want to know. */
  BeamCell in(StateContext<?> context) {
    return this;
  }

  final StateNamespace namespace() {
    return namespace;
  }

  public ReadableState<Boolean> isEmpty() {
    ReadableState<Boolean> known = emptiness;
    if (known == null) {
      known = new OnRead<>(this::isCleared);
      emptiness = known;
    }
    return known;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof BeamCell that && cell == that.cell && namespace.equals(that.namespace);
  }

  @Override
  public final int hashCode() {
    return 31 * System.identityHashCode(cell) + namespace.hashCode();
  }

  @Override
  public String toString() {
    return "%s in %s".formatted(getClass().getSimpleName(), namespace);
  }
}
