// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A throw-away copy of what the build reads of a source tree; closing it removes it, and so does
 * the end of the process. Closing it again does nothing.
 */
public record TreeCopy(Path root) implements AutoCloseable {

  private static final Set<String> NO_SOURCES = Set.of(".git", ".idea", ".joist", "target");

  private static final int ATTEMPTS = 50;
  private static final long PAUSE_NANOS = 100_000_000;

  /** Copies {@code tree} without what is built or fetched. */
  public static TreeCopy of(Path tree) {
    try {
      Path copy = Files.createTempDirectory("joist-copy-");
      TreeCopy result = new TreeCopy(copy);
      Runtime.getRuntime().addShutdownHook(new Thread(result::abandon, "joist-tree-copy"));
      Files.walkFileTree(tree, new Copier(tree, copy));
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it while the build in it, which is ending as well, may still write a last file. */
  private void abandon() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        close();
        return;
      } catch (UncheckedIOException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;

    Copier(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (NO_SOURCES.contains(directory.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(to.resolve(from.relativize(directory)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
