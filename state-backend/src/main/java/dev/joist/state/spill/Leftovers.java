// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jobs have spilled whose process ended before they did. */
public final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /** Removes from {@code base} the folders whose owners are dead; returns their bytes. */
  public static long removeFrom(Path base) {
    if (!Files.isDirectory(base)) {
      return 0;
    }
    long bytes = 0;
    try (DirectoryStream<Path> locks =
        Files.newDirectoryStream(base, OwnedFolder.PREFIX + "*" + OwnedFolder.LOCK_SUFFIX)) {
      for (Path lockFile : locks) {
        bytes += remove(lockFile);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be searched for what dead jobs have spilled", base, e);
    }
    return bytes;
  }

  private static long remove(Path lockFile) {
    try {
      OwnedFolder folder = OwnedFolder.ofDeadOwner(lockFile);
      if (folder == null) {
        return 0;
      }
      long bytes = folder.bytes();
      folder.remove();
      LOG.info(
          "removed {} with {} bytes, which a job spilled that did not end", folder.path(), bytes);
      return bytes;
    } catch (IOException e) {
      // Another job that starts at the same time may have removed it, or it is another user's.
      LOG.warn("{} and its folder stay: they cannot be removed", lockFile, e);
      return 0;
    }
  }
}
