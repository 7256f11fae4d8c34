// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system of the machine. */
final class LocalFiles implements SpillFiles {

  @Override
  public void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new FileOutputStream(file.toFile());
  }

  @Override
  public OpenFile open(Path file) throws IOException {
    return new LocalFile(new RandomAccessFile(file.toFile(), "r"));
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public long usableBytes(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /**
   * A file that is open. A channel would be closed for all when one of its readers is interrupted.
   *
   * <p><b>Threading:</b> one reader at a time moves the position and reads.
   */
  private static final class LocalFile implements OpenFile {

    private final RandomAccessFile file;

    LocalFile(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public synchronized void readFully(long position, byte[] into, int length) throws IOException {
      file.seek(position);
      file.readFully(into, 0, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
