// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for what this process unpacks. It is removed when the process ends; one that a
 * process left which was killed, by the next process that makes one.
 */
final class TemporaryDirectory {

  private static final String PREFIX = "joist-program-";

  private TemporaryDirectory() {}

  static Path create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    removeAbandoned(parent);
    return Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
  }

  /**
   * Has all that is in {@code directory} now removed at the end of the process, when its shutdown
   * hooks are done: a job that is being cancelled may still load classes.
   */
  static void removeAtEnd(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted().forEach(file -> file.toFile().deleteOnExit()); // the last first
    }
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      files
          .filter(file -> isAbandoned(file.getFileName().toString()))
          .toList()
          .forEach(TemporaryDirectory::remove);
    }
  }

  private static boolean isAbandoned(String name) {
    if (!name.matches(PREFIX + "\\d+-\\d+")) {
      return false;
    }
    String pid = name.substring(PREFIX.length(), name.lastIndexOf('-'));
    return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  /** As much as can be: what is somebody else's stays. */
  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // It is in the directory for temporary files, which the system clears.
    }
  }
}
