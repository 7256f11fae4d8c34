// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

/**
 * The values that one run has of a group.
 *
 * <p><b>Threading:</b> read by any thread.
 *
 * @param run the run
 * @param start where they begin
 * @param bytes their length
 * @param count how many they are
 */
public record Segment(Run run, long start, long bytes, long count) {

  /** The values behind the first {@code skippedBytes}, as often as anybody wants. */
  public BlockInput open(long skippedBytes) {
    return new BlockInput(run.values(), start + skippedBytes, start + bytes);
  }
}
