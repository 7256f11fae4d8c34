// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run, group by group in ascending order of their keys, compared as unsigned bytes.
 *
 * <p>For each group: {@link #beginGroup}, then each value into {@link #values}, then {@link
 * #endGroup}. Nothing is kept of a group but its key.
 */
public final class RunWriter implements AutoCloseable {

  private final BlockOutput index;
  private final BlockOutput values;
  private byte @Nullable [] key;
  private long groupStart;
  private boolean finished;

  /** Begins a run in {@code folder}. */
  public RunWriter(SpillFolder folder) {
    String name = folder.newRun();
    this.index = BlockOutput.create(folder, folder.file(name + ".index"));
    this.values = BlockOutput.create(folder, folder.file(name + ".values"));
  }

  /** Begins the group of {@code newKey}, which is kept and must not be changed. */
  public void beginGroup(byte[] newKey) {
    byte[] before = key;
    if (before != null && Arrays.compareUnsigned(before, newKey) >= 0) {
      throw new IllegalStateException(
          "key %s of a run is not behind %s"
              .formatted(Arrays.toString(newKey), Arrays.toString(before)));
    }
    key = newKey;
    groupStart = values.position();
  }

  /** Where the values of the open group go, each so that its end is found by who reads it. */
  public OutputStream values() {
    return values;
  }

  /** Where the index of the next group begins. */
  long indexPosition() {
    return index.position();
  }

  /** Where the values of the next group begin. */
  long valuesPosition() {
    return values.position();
  }

  /** Copies the group that {@code merge} is at, as the one of {@code newKey}, which is kept. */
  void copy(RunMerge merge, byte[] newKey) {
    beginGroup(newKey);
    try {
      for (int part = 0; part < merge.parts(); part++) {
        merge.open(part).transferTo(values);
      }
    } catch (IOException e) {
      throw new AssertionError("blocks throw SpillExceptions", e);
    }
    endGroup(merge.count());
  }

  /** Ends the group, of which {@code count} values were written; returns where they are. */
  public Extent endGroup(long count) {
    byte[] ended = key;
    if (ended == null) {
      throw new IllegalStateException("no group was begun");
    }
    try {
      VarLong.write(ended.length, index);
      index.write(ended, 0, ended.length);
      VarLong.write(count, index);
      VarLong.write(values.position() - groupStart, index);
    } catch (IOException e) {
      throw new AssertionError("a BlockOutput throws SpillExceptions", e);
    }
    return new Extent(groupStart, values.position() - groupStart, count);
  }

  /** The run, complete. */
  public Run finish() {
    BlockFile indexFile = index.finish();
    BlockFile valuesFile = values.finish();
    finished = true;
    return new Run(indexFile, valuesFile);
  }

  /** Removes what was written, unless the run is complete. */
  @Override
  public void close() {
    if (!finished) {
      finished = true;
      try {
        index.abandon();
      } finally {
        values.abandon();
      }
    }
  }
}
