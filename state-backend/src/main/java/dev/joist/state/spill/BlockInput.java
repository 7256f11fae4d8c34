// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.InputStream;

/**
 * Reads a part of a file of a {@link Run}, block by block.
 *
 * <p><b>Threading:</b> belongs to one thread.
 */
public final class BlockInput extends InputStream {

  private final BlockFile file;
  private final boolean cached;
  private byte[] block = new byte[0];
  private long blockNumber = -1;
  private int blockLength;
  private long position;
  private long end;

  /** Reads from {@code start} inclusive to {@code end} exclusive. */
  BlockInput(BlockFile file, long start, long end) {
    this(file, false);
    moveTo(start, end);
  }

  /**
   * Reads nothing before {@link #moveTo}.
   *
   * @param cached whether it reads little, of what others may have read just before
   */
  BlockInput(BlockFile file, boolean cached) {
    this.file = file;
    this.cached = cached;
  }

  /** Goes to another part of the file. */
  void moveTo(long newStart, long newEnd) {
    position = newStart;
    end = newEnd;
  }

  long position() {
    return position;
  }

  /** How many bytes are left. */
  public long remaining() {
    return end - position;
  }

  @Override
  public int read() {
    if (position >= end) {
      return -1;
    }
    int at = seek();
    position++;
    return block[at] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int at = seek();
    int part = (int) Math.min(Math.min(length, blockLength - at), end - position);
    System.arraycopy(block, at, into, offset, part);
    position += part;
    return part;
  }

  /** Has the block of the position read; returns where in it the position is. */
  private int seek() {
    long number = position / Blocks.PAYLOAD_BYTES;
    if (number != blockNumber) {
      load(number);
    }
    return (int) (position - Blocks.firstPosition(number));
  }

  private void load(long number) {
    blockNumber = -1;
    if (cached) {
      block = file.cachedBlock(number);
      blockLength = file.blockLength(number);
    } else {
      if (block.length == 0) {
        block = new byte[Blocks.BLOCK_BYTES];
      }
      blockLength = file.readBlock(number, block);
    }
    blockNumber = number;
  }

  @Override
  public long skip(long bytes) {
    long skipped = Math.max(0, Math.min(bytes, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }
}
