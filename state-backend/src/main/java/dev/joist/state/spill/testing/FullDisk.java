// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill.testing;

import dev.joist.state.spill.SpillFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk with room for so many bytes, which are not given back.
 *
 * <p><b>Threading:</b> used by any thread.
 */
public final class FullDisk implements SpillFiles {

  private final SpillFiles files = SpillFiles.local();
  private final AtomicLong room;

  public FullDisk(long room) {
    this.room = new AtomicLong(room);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    files.createFolder(folder);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    return new FilterOutputStream(files.create(file)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (room.addAndGet(-length) < 0) {
          throw new IOException("No space left on device");
        }
        out.write(bytes, offset, length);
      }
    };
  }

  @Override
  public OpenFile open(Path file) throws IOException {
    return files.open(file);
  }

  @Override
  public void delete(Path path) throws IOException {
    files.delete(path);
  }

  @Override
  public long usableBytes(Path folder) {
    return 1234;
  }
}
