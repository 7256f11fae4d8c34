// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The example programs of the source tree, for messages that name them. */
public final class Examples {

  private static final String SUFFIX = ".class";

  private Examples() {}

  /**
   * The names of the programs of the examples package, sorted; empty where it is not in a
   * directory.
   */
  public static List<String> in(ClassLoader loader) {
    return directory(loader).map(directory -> programs(directory, loader)).orElse(List.of());
  }

  private static Optional<Path> directory(ClassLoader loader) {
    URL url = loader.getResource(ProgramFinder.EXAMPLES.replace('.', '/'));
    if (url == null || !url.getProtocol().equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static List<String> programs(Path directory, ClassLoader loader) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(name -> hasMain(name, loader))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean hasMain(String name, ClassLoader loader) {
    try {
      Class.forName(ProgramFinder.EXAMPLES + "." + name, false, loader)
          .getMethod("main", String[].class);
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }
}
