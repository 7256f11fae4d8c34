// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.Arrays;
import org.apache.beam.runners.core.StateNamespace;
import org.jspecify.annotations.Nullable;

/** The cells of one namespace, by the index of their tag. */
final class NamespaceCells {

  private final StateNamespace namespace;
  private @Nullable BeamCell[] cells = new BeamCell[4];

  NamespaceCells(StateNamespace namespace) {
    this.namespace = namespace;
  }

  StateNamespace namespace() {
    return namespace;
  }

  BeamCell get(BoundTag tag) {
    if (tag.index() >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(tag.index() + 1, 2 * cells.length));
    }
    BeamCell cell = cells[tag.index()];
    if (cell == null) {
      cell = tag.prototype().at(namespace);
      cells[tag.index()] = cell;
    }
    return cell;
  }
}
