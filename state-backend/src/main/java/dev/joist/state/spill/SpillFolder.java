// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that one job spills to, in a folder that all jobs have in common; made when the first
 * run is written and removed when the job ends. {@link Leftovers} removes what jobs left behind
 * that did not come to their end.
 *
 * <p><b>Threading:</b> shared by all subtasks of a job.
 */
public final class SpillFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpillFolder.class);
  private static final long MEGABYTE = 1 << 20;

  private final SpillFiles files;
  private final Path base;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong writtenBytes = new AtomicLong();
  private final BlockCache blocks = new BlockCache();
  private @Nullable OwnedFolder owned;

  /** A folder in {@code base}, which may not be there yet. */
  public SpillFolder(SpillFiles files, Path base) {
    this.files = files;
    this.base = base;
  }

  public Path base() {
    return base;
  }

  /** Bytes that are on disk now. */
  public long bytes() {
    return bytes.get();
  }

  /** Bytes that were ever written. */
  public long writtenBytes() {
    return writtenBytes.get();
  }

  /** Makes the folder, if that was not done yet; fails if nothing can be written to it. */
  public void prepare() {
    owned();
  }

  /** Opens a file to be read, which is there as long as the folder is. */
  synchronized SpillFiles.OpenFile open(Path path) throws IOException {
    if (owned == null) {
      throw new NoSuchFileException(
          path.toString(), null, "spilled values can be read until their job has ended");
    }
    return files.open(path);
  }

  SpillFiles files() {
    return files;
  }

  /** What was read last here and there. */
  BlockCache blocks() {
    return blocks;
  }

  /** A name that no other run has. */
  String newRun() {
    return "run-%06d".formatted(runs.incrementAndGet());
  }

  Path file(String name) {
    return owned().path().resolve(name);
  }

  private synchronized OwnedFolder owned() {
    OwnedFolder folder = owned;
    if (folder == null) {
      try {
        folder = OwnedFolder.in(base, files);
      } catch (IOException e) {
        throw SpillException.notWritten(
            "nothing can be spilled to %s: %s. It has to be a folder, or a place for one, that this user may write to"
                .formatted(base, e),
            e);
      }
      owned = folder;
    }
    return folder;
  }

  void wrote(long more) {
    bytes.addAndGet(more);
    writtenBytes.addAndGet(more);
  }

  /** Removes a file that has {@code fileBytes}, unless it is gone with the folder. */
  synchronized void delete(Path path, long fileBytes) {
    if (owned == null) {
      return;
    }
    try {
      files.delete(path);
      bytes.addAndGet(-fileBytes);
    } catch (IOException e) {
      ignored(path, e);
    }
  }

  /** A fault at the end of a file's life; the folder is removed later. */
  void ignored(Path path, IOException e) {
    LOG.warn("{} could not be closed and removed, and stays until its job ends", path, e);
  }

  /** A failure that tells how much room there is, and who took it. */
  SpillException notWritten(String what, IOException cause) {
    return SpillException.notWritten(
        "%s: %s. Its volume has %s left, and this job has spilled %s to it"
            .formatted(what, cause, usable(), size(bytes())),
        cause);
  }

  SpillException notRead(Path path, IOException cause) {
    return SpillException.notRead("%s could not be read: %s".formatted(path, cause), cause);
  }

  private String usable() {
    try {
      return size(files.usableBytes(base));
    } catch (IOException e) {
      LOG.debug("nobody knows how much room {} has", base, e);
      return "an unknown size";
    }
  }

  static String size(long size) {
    return size < MEGABYTE ? size + " bytes" : size / MEGABYTE + " MB";
  }

  /** Removes the folder with all runs, which cannot be read any more. */
  @Override
  public synchronized void close() {
    OwnedFolder folder = owned;
    if (folder != null) {
      owned = null;
      try {
        folder.remove();
      } catch (IOException e) {
        LOG.warn("{} could not be removed; the next job that starts does it", folder.path(), e);
      }
    }
  }
}
