// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/**
 * Identity of a cell over all snapshots of a pipeline; never its stage or chain.
 *
 * @param transform full name of the transform
 * @param cell name of the cell, unique in the transform
 */
public record CellId(String transform, String cell) {

  public CellId {
    if (transform.isEmpty() || cell.isEmpty()) {
      throw new IllegalArgumentException(
          "cell '%s' of transform '%s' needs both names".formatted(cell, transform));
    }
  }

  @Override
  public String toString() {
    return "cell '%s' of %s".formatted(cell, transform);
  }
}
