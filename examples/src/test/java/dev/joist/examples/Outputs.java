// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a pipeline wrote. */
final class Outputs {

  private Outputs() {}

  /** The files that {@code prefix} was the prefix of, by name. */
  static List<Path> files(Path prefix) throws IOException {
    Path folder = prefix.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    String start = prefix.getFileName() + "-";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .sorted()
          .toList();
    }
  }

  /** The lines of all those files, file by file. */
  static List<String> lines(Path prefix) throws IOException {
    var lines = new ArrayList<String>();
    for (Path file : files(prefix)) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }
}
