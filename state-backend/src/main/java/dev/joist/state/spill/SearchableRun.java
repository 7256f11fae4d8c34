// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.Arrays;
import java.util.List;

/**
 * A run whose groups are found by their keys: of each block of the run's index, memory has a key
 * that tells it from the one before, and where it begins.
 *
 * <p>A look-up is O(log blocks) in memory, and reads one block of the index, or two, and the block
 * that the values are in; {@link BlockCache} has those that were read last.
 *
 * <p><b>Threading:</b> read by any thread.
 */
public final class SearchableRun {

  private final Run run;
  private final List<Mark> marks;

  SearchableRun(Run run, List<Mark> marks) {
    this.run = run;
    this.marks = List.copyOf(marks);
  }

  /** A place in the run: a group, and what all groups before it are below. */
  static final class Mark {

    private final byte[] bound;
    private final long indexPosition;
    private final long valuesPosition;

    /**
     * The place of the group {@code key}, which is above {@code before}.
     *
     * @param before key of the group before it
     */
    Mark(byte[] before, byte[] key, long indexPosition, long valuesPosition) {
      int common = Arrays.mismatch(before, key);
      this.bound = Arrays.copyOf(key, common + 1);
      this.indexPosition = indexPosition;
      this.valuesPosition = valuesPosition;
    }
  }

  /** A cursor before the first group. */
  public RunCursor start() {
    return new RunCursor(RunPosition.startOf(run), 0);
  }

  /**
   * A cursor before the first of the groups whose keys start with {@code prefix}, or before others
   * that are below them.
   */
  public RunCursor seek(byte[] prefix) {
    int low = 0;
    int high = marks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(marks.get(middle).bound, prefix) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return RunCursor.cached(RunPosition.startOf(run));
    }
    Mark mark = marks.get(low - 1);
    return RunCursor.cached(new RunPosition(run, mark.indexPosition, mark.valuesPosition));
  }

  /** Bytes of keys and values. */
  public long bytes() {
    return run.bytes();
  }

  /** Nobody else has it, and it is not needed: its files are removed. */
  public void release() {
    run.release();
  }

  @Override
  public String toString() {
    return run.toString();
  }
}
