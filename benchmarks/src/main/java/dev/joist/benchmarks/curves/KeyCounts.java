// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import java.util.HashMap;
import java.util.Map;

/** A hash map from a key to its count, in the plain way: boxed keys, and a cell for each. */
final class KeyCounts {

  private final Map<Long, Cell> cells = new HashMap<>();

  /** What to do with each key. */
  interface Visitor {
    void visit(Long key, long count);
  }

  /** Adds to the count of {@code key} and returns it. */
  long add(Long key, long count) {
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = new Cell();
      cells.put(key, cell);
    }
    cell.count += count;
    return cell.count;
  }

  void forEach(Visitor visitor) {
    cells.forEach((key, cell) -> visitor.visit(key, cell.count));
  }

  private static final class Cell {
    private long count;
  }
}
