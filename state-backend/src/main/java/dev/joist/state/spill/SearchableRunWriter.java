// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a {@link SearchableRun} of groups that a merge has. */
public final class SearchableRunWriter implements AutoCloseable {

  private final RunWriter writer;
  private final List<SearchableRun.Mark> marks = new ArrayList<>();
  private byte @Nullable [] before;
  private long nextMark = Blocks.PAYLOAD_BYTES;

  /** A writer of a run in {@code folder}. */
  public SearchableRunWriter(SpillFolder folder) {
    this.writer = new RunWriter(folder);
  }

  /** Copies the group that {@code merge} is at, as the one of {@code key}, which is kept. */
  public void copy(RunMerge merge, byte[] key) {
    if (before != null && writer.indexPosition() >= nextMark) {
      marks.add(
          new SearchableRun.Mark(before, key, writer.indexPosition(), writer.valuesPosition()));
      nextMark = writer.indexPosition() + Blocks.PAYLOAD_BYTES;
    }
    before = key;
    writer.copy(merge, key);
  }

  /** The run, complete. */
  public SearchableRun finish() {
    return new SearchableRun(writer.finish(), marks);
  }

  /** Removes what was written, unless the run is complete. */
  @Override
  public void close() {
    writer.close();
  }
}
