// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

/** What is large, and how large where nobody says it. */
public enum LargeShape {
  /** All values have one key. */
  GROUP(10_000_000, 1000, "512m"),
  /** Each value has a key of its own. */
  KEYS(100_000_000, 8, "512m"),
  /** Ten values after another are a session, each ten with a key of their own. */
  SESSIONS(20_000_000, 100, "512m"),
  /** As sessions, but fixed windows under a trigger that counts. */
  PANES(20_000_000, 100, "512m"),
  /** All values have one key and are one session. */
  SESSION(10_000_000, 1000, "512m"),
  /** All values have one key and are in one window under a trigger that counts. */
  PANE(10_000_000, 1000, "512m"),
  /** Two inputs, of which all values have one key, are joined by a CoGroupByKey. */
  JOIN(10_000_000, 1000, "512m"),
  /** A side input is read from beginning to end, and in another keys are looked up. */
  VIEW(2_500_000, 1000, "512m"),
  /** All values wait for a side input that is made of them. */
  WAIT(10_000_000, 1000, "512m"),
  /** Values of a gigabyte have one key. */
  VALUE(4, 1 << 30, "6g");

  private final long count;
  private final int bytes;
  private final String heap;

  LargeShape(long count, int bytes, String heap) {
    this.count = count;
    this.bytes = bytes;
    this.heap = heap;
  }

  /** Number of values. */
  long count() {
    return count;
  }

  /** Size of a value. */
  int bytes() {
    return bytes;
  }

  /** What {@code -Xmx} is. */
  String heap() {
    return heap;
  }
}
