// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

/** What is large. */
public enum LargeShape {
  /** All values have one key. */
  GROUP,
  /** Each value has a key of its own. */
  KEYS,
  /** Two inputs, of which all values have one key, are joined by a CoGroupByKey. */
  JOIN,
  /** A side input is read from beginning to end, and in another keys are looked up. */
  VIEW
}
