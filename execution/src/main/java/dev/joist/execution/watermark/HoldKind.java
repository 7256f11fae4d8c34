// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

/** What keeps a watermark back. */
public enum HoldKind {
  /** A split of a source, or the rest of a splittable element. */
  SPLIT,
  /** A timer that is set, by its output timestamp. */
  TIMER,
  /** A cell of keyed state. */
  STATE,
  /** An element that waits for a side input. */
  SIDE_INPUT,
  /** An element that waits for a snapshot to be durable, or for its turn in a sorted buffer. */
  BUFFER
}
