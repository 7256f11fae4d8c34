// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes one file of {@link Blocks}. */
final class BlockOutput extends OutputStream {

  private final SpillFolder folder;
  private final Path path;
  private final OutputStream file;
  private final byte[] block = new byte[Blocks.BLOCK_BYTES];
  private int filled;
  private long sealedBytes;
  private boolean closed;

  private BlockOutput(SpillFolder folder, Path path, OutputStream file) {
    this.folder = folder;
    this.path = path;
    this.file = file;
  }

  static BlockOutput create(SpillFolder folder, Path path) {
    try {
      return new BlockOutput(folder, path, folder.files().create(path));
    } catch (IOException e) {
      throw folder.notWritten("%s could not be created".formatted(path), e);
    }
  }

  /** How many bytes were written. */
  long position() {
    return sealedBytes + filled;
  }

  @Override
  public void write(int b) {
    if (filled == Blocks.PAYLOAD_BYTES) {
      flushBlock();
    }
    block[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == Blocks.PAYLOAD_BYTES) {
        flushBlock();
      }
      int part = Math.min(left, Blocks.PAYLOAD_BYTES - filled);
      System.arraycopy(bytes, from, block, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  private void flushBlock() {
    Blocks.seal(block, filled);
    try {
      file.write(block, 0, filled + Blocks.CHECKSUM_BYTES);
    } catch (IOException e) {
      throw folder.notWritten(
          "%d bytes could not be written to %s behind its first %s"
              .formatted(filled + Blocks.CHECKSUM_BYTES, path, written()),
          e);
    }
    folder.wrote(filled + Blocks.CHECKSUM_BYTES);
    sealedBytes += filled;
    filled = 0;
  }

  private String written() {
    return SpillFolder.size(Blocks.fileBytes(sealedBytes));
  }

  /** Ends the file, which is complete then. */
  BlockFile finish() {
    if (filled > 0) {
      flushBlock();
    }
    close();
    return new BlockFile(folder, path, sealedBytes);
  }

  /** Leaves the file as it is. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        file.close();
      } catch (IOException e) {
        throw folder.notWritten(
            "%s could not be closed behind its first %s".formatted(path, written()), e);
      }
    }
  }

  /** Removes the file. */
  void abandon() {
    long written = Blocks.fileBytes(sealedBytes);
    try {
      close();
    } finally {
      folder.delete(path, written);
    }
  }
}
