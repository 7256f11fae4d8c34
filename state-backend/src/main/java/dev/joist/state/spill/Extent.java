// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

/**
 * Where a run that is being written has the values of one group.
 *
 * @param start where they begin
 * @param bytes their length
 * @param count how many they are
 */
public record Extent(long start, long bytes, long count) {

  /** The values, once {@code run} is complete. They stay as long as anybody refers to them. */
  public Segment in(Run run) {
    run.share();
    return new Segment(run, start, bytes, count);
  }
}
