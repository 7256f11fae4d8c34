// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * What spilling asks of a file system.
 *
 * <p><b>Threading:</b> called by any thread.
 */
public interface SpillFiles {

  /** The file system of the machine. */
  static SpillFiles local() {
    return new LocalFiles();
  }

  /** Makes a folder, and those that it is in. */
  void createFolder(Path folder) throws IOException;

  /** A new file, to be written from its beginning; what is written is not buffered. */
  OutputStream create(Path file) throws IOException;

  /** A file that is complete, to be read. */
  OpenFile open(Path file) throws IOException;

  /** Removes a file or an empty folder, if it is there. */
  void delete(Path path) throws IOException;

  /** Bytes that may still be written to the volume of {@code folder}. */
  long usableBytes(Path folder) throws IOException;

  /**
   * A file that is read at any place.
   *
   * <p><b>Threading:</b> called by any thread; a read neither waits to be interrupted nor is harmed
   * by it.
   */
  interface OpenFile extends Closeable {

    long length() throws IOException;

    /** Reads exactly {@code length} bytes from {@code position} on. */
    void readFully(long position, byte[] into, int length) throws IOException;
  }
}
