// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a run from a position on, group by group. */
final class RunCursor {

  private final Run run;
  private final int ordinal;
  private final BlockInput index;
  private final BlockInput values;
  private long groupIndexPosition;
  private long valuesStart;
  private long valuesEnd;
  private byte[] key = new byte[0];
  private long count;

  /**
   * A cursor before the first group that is left.
   *
   * @param ordinal its place among the runs that it is merged with
   */
  RunCursor(RunPosition position, int ordinal) {
    this.run = position.run();
    this.ordinal = ordinal;
    this.index = new BlockInput(run.index(), position.indexPosition(), run.index().bytes());
    this.values = new BlockInput(run.values(), 0, 0);
    this.valuesEnd = position.valuesPosition();
  }

  Run run() {
    return run;
  }

  int ordinal() {
    return ordinal;
  }

  /** Goes to the next group; returns whether there is one. */
  boolean next() {
    groupIndexPosition = index.position();
    valuesStart = valuesEnd;
    if (index.available() == 0) {
      return false;
    }
    try {
      key = new byte[Math.toIntExact(VarLong.read(index))];
      if (index.readNBytes(key, 0, key.length) < key.length) {
        throw new EOFException("the end came within a key");
      }
      count = VarLong.read(index);
      valuesEnd = valuesStart + VarLong.read(index);
    } catch (IOException | ArithmeticException | NegativeArraySizeException e) {
      throw SpillException.damaged("%s is not an index of groups: %s".formatted(run.index(), e));
    }
    return true;
  }

  byte[] key() {
    return key;
  }

  /** The values of the group. */
  Segment segment() {
    return new Segment(run, valuesStart, valuesEnd - valuesStart, count);
  }

  long valueBytes() {
    return valuesEnd - valuesStart;
  }

  /** The values of the group; to be read before the next group, in which the stream goes on. */
  InputStream open() {
    values.moveTo(valuesStart, valuesEnd);
    return values;
  }

  /** The run from the group that the cursor is at. */
  RunPosition position() {
    return new RunPosition(run, groupIndexPosition, valuesStart);
  }
}
