// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a run from a position on, group by group.
 *
 * <p><b>Threading:</b> belongs to one thread.
 */
public final class RunCursor {

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
    this(position, ordinal, false);
  }

  private RunCursor(RunPosition position, int ordinal, boolean cached) {
    this.run = position.run();
    this.ordinal = ordinal;
    this.index = new BlockInput(run.index(), cached);
    this.values = new BlockInput(run.values(), cached);
    this.valuesEnd = position.valuesPosition();
    index.moveTo(position.indexPosition(), run.index().bytes());
  }

  /** A cursor that reads little, of what others may have read just before. */
  static RunCursor cached(RunPosition position) {
    return new RunCursor(position, 0, true);
  }

  Run run() {
    return run;
  }

  int ordinal() {
    return ordinal;
  }

  /** Goes to the next group; returns whether there is one. */
  public boolean next() {
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

  /**
   * Goes to the next group whose key starts with {@code prefix}, past those that are below it;
   * returns whether there is one.
   */
  public boolean nextStartingWith(byte[] prefix) {
    while (next()) {
      if (startsWith(key, prefix)) {
        return true;
      }
      if (Arrays.compareUnsigned(key, prefix) > 0) {
        return false;
      }
    }
    return false;
  }

  static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Key of the group; not to be changed. */
  public byte[] key() {
    return key;
  }

  /** The values of the group, to be read at any time. */
  public Segment segment() {
    return new Segment(run, valuesStart, valuesEnd - valuesStart, count);
  }

  long valueBytes() {
    return valuesEnd - valuesStart;
  }

  /** The values of the group; to be read before the next group, in which the stream goes on. */
  public InputStream open() {
    values.moveTo(valuesStart, valuesEnd);
    return values;
  }

  /** The run from the group that the cursor is at. */
  RunPosition position() {
    return new RunPosition(run, groupIndexPosition, valuesStart);
  }
}
