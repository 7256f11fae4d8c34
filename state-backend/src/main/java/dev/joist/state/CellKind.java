// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/** What a cell holds and how that is laid out in a snapshot. */
public enum CellKind {
  /** At most one value. */
  VALUE,
  /** Values in the order of their addition. */
  BAG,
  /** At most one value per key of the map. */
  MAP,
  /** Values in the order of their timestamps, then of their addition. */
  ORDERED_LIST,
  /** Timers of the keys, each in a namespace and under a name. */
  TIMERS
}
