// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A jar or a directory of classes on the class path.
 *
 * @param anchorClass binary name of a class in it, by which it is found
 * @param packagePrefix what the names of the classes to look at begin with; empty for all
 */
public record TestSource(String anchorClass, String packagePrefix) {

  private static final String SUFFIX = ".class";

  /** Binary names of the classes of this source, sorted. */
  public List<String> classNames() {
    Path location = location();
    try {
      if (Files.isDirectory(location)) {
        return classNamesBelow(location);
      }
      try (FileSystem jar = FileSystems.newFileSystem(location)) {
        return classNamesBelow(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the classes of " + location, e);
    }
  }

  /**
   * Copies all but the classes into {@code directory}, for tests that read their resources as
   * files. Nothing is copied from a directory: there they are files.
   */
  public void copyResources(Path directory) {
    Path location = location();
    if (Files.isDirectory(location)) {
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      Path root = jar.getPath("/");
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(TestSource::isResource).toList()) {
          Path copy = directory.resolve(root.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the resources of " + location, e);
    }
  }

  private static boolean isResource(Path file) {
    return Files.isRegularFile(file)
        && !file.toString().endsWith(SUFFIX)
        && !file.startsWith("/META-INF");
  }

  private List<String> classNamesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF"))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
          .filter(name -> name.startsWith(packagePrefix) && !name.endsWith("-info"))
          .sorted()
          .toList();
    }
  }

  private Path location() {
    try {
      CodeSource source =
          Class.forName(anchorClass, false, TestSource.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource();
      URL url = source == null ? null : source.getLocation();
      if (url == null) {
        throw new IllegalStateException("class %s has no code source".formatted(anchorClass));
      }
      return Path.of(url.toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(
          "class %s, by which a jar of the suite is found, is not on the class path"
              .formatted(anchorClass),
          e);
    }
  }
}
