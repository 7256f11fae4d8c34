// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A complete file of {@link Blocks}; opened when it is first read.
 *
 * <p><b>Threading:</b> read by any thread.
 */
final class BlockFile {

  private final SpillFolder folder;
  private final Path path;
  private final long bytes;
  private SpillFiles.@Nullable OpenFile open;
  private boolean deleted;

  BlockFile(SpillFolder folder, Path path, long bytes) {
    this.folder = folder;
    this.path = path;
    this.bytes = bytes;
  }

  /** Bytes of payload. */
  long bytes() {
    return bytes;
  }

  /** Reads block {@code number} and its checksum; returns the length of its payload. */
  int readBlock(long number, byte[] into) {
    int length = blockLength(number);
    try {
      opened().readFully(number * Blocks.BLOCK_BYTES, into, length + Blocks.CHECKSUM_BYTES);
    } catch (IOException e) {
      throw folder.notRead(path, e);
    }
    if (!Blocks.isSealed(into, length)) {
      throw SpillException.damaged(
          "block %d of %s is not what was written: its checksum differs; the disk or somebody else changed it"
              .formatted(number, path));
    }
    return length;
  }

  /** Block {@code number} and its checksum, which somebody may have read before; not to change. */
  byte[] cachedBlock(long number) {
    return folder.blocks().block(this, number);
  }

  /** Length of the payload of block {@code number}. */
  int blockLength(long number) {
    return (int) Math.min(Blocks.PAYLOAD_BYTES, bytes - Blocks.firstPosition(number));
  }

  private synchronized SpillFiles.OpenFile opened() throws IOException {
    if (deleted) {
      throw new IOException("it was removed: spilled values can be read until their job has ended");
    }
    SpillFiles.OpenFile file = open;
    if (file == null) {
      file = folder.open(path);
      open = file;
      checkLength(file.length());
    }
    return file;
  }

  private void checkLength(long length) {
    if (length != Blocks.fileBytes(bytes)) {
      throw SpillException.damaged(
          "%s has %d bytes; %d were written".formatted(path, length, Blocks.fileBytes(bytes)));
    }
  }

  /** Removes the file; once. */
  synchronized void delete() {
    if (deleted) {
      return;
    }
    deleted = true;
    SpillFiles.OpenFile file = open;
    open = null;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      folder.ignored(path, e);
    } finally {
      folder.delete(path, Blocks.fileBytes(bytes));
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
