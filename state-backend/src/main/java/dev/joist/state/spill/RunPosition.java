// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

/**
 * A run of which some groups have been taken already.
 *
 * @param run the run
 * @param indexPosition where the index goes on
 * @param valuesPosition where the values go on
 */
public record RunPosition(Run run, long indexPosition, long valuesPosition) {

  /** A run of which all is left. */
  static RunPosition startOf(Run run) {
    return new RunPosition(run, 0, 0);
  }

  /** Bytes that are left. */
  long bytes() {
    return run.bytes() - indexPosition - valuesPosition;
  }
}
