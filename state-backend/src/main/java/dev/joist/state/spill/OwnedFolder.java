// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose owner lives: beside it is a file with a lock on it, which the operating system
 * lets go when the owner's process ends, however it ends.
 *
 * @param path the folder
 * @param lockFile the file beside it
 * @param channel which has the lock while it is open
 */
record OwnedFolder(Path path, Path lockFile, FileChannel channel) {

  static final String PREFIX = "joist-";
  static final String LOCK_SUFFIX = ".lock";

  /** No folder of this process has the name of one before it, whose files may still be let go. */
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Lock files of this process: one that is opened once more loses its lock when it is closed. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** A new folder in {@code base}. */
  static OwnedFolder in(Path base, SpillFiles files) throws IOException {
    files.createFolder(base);
    while (true) {
      String name = PREFIX + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
      OwnedFolder folder = tryOwn(base, name);
      if (folder != null) {
        files.createFolder(folder.path());
        return folder;
      }
    }
  }

  /** The folder {@code name}, unless somebody has or had it. */
  private static @Nullable OwnedFolder tryOwn(Path base, String name) throws IOException {
    Path lockFile = base.toRealPath().resolve(name + LOCK_SUFFIX);
    if (!OWN.add(lockFile)) {
      return null;
    }
    FileChannel channel = tryCreate(lockFile);
    if (channel == null) {
      OWN.remove(lockFile);
      return null;
    }
    // One that looks for leftovers may have been faster: then the file is his, or gone.
    if (channel.tryLock() == null || !Files.exists(lockFile)) {
      channel.close();
      OWN.remove(lockFile);
      return null;
    }
    return new OwnedFolder(base.resolve(name), lockFile, channel);
  }

  private static @Nullable FileChannel tryCreate(Path lockFile) throws IOException {
    try {
      return FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      return null;
    }
  }

  /** The folder of {@code foundFile}, a file with a lock, if its owner is dead, else null. */
  static @Nullable OwnedFolder ofDeadOwner(Path foundFile) throws IOException {
    Path lockFile = foundFile.toRealPath();
    if (!OWN.add(lockFile)) {
      return null;
    }
    FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      OWN.remove(lockFile);
      return null;
    }
    String file = lockFile.getFileName().toString();
    String name = file.substring(0, file.length() - LOCK_SUFFIX.length());
    return new OwnedFolder(lockFile.resolveSibling(name), lockFile, channel);
  }

  /** Removes the folder with all that is in it. */
  void remove() throws IOException {
    try (channel) {
      if (Files.isDirectory(path)) {
        for (Path file : files()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(lockFile);
    } finally {
      OWN.remove(lockFile);
    }
  }

  /** The files that are in it; some may be removed at any time by who finds them unreferenced. */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      all.forEach(files::add);
      return files;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Bytes of the files in it. */
  long bytes() throws IOException {
    if (!Files.isDirectory(path)) {
      return 0;
    }
    long sum = 0;
    for (Path file : files()) {
      sum += Files.size(file);
    }
    return sum;
  }
}
