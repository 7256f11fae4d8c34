// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A jar or a directory, as a list of files whose names are separated by slashes. */
record ClassPathEntry(Path path) {

  /** The files whose names satisfy {@code condition}; the search ends after {@code limit}. */
  List<String> names(Predicate<String> condition, int limit) {
    try {
      return Files.isDirectory(path) ? inDirectory(condition, limit) : inJar(condition, limit);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Whether there is a file whose name satisfies {@code condition}. */
  boolean holds(Predicate<String> condition) {
    return !names(condition, 1).isEmpty();
  }

  /** The properties in the file called {@code name}; empty if there is none. */
  Optional<Properties> properties(String name) {
    try {
      if (Files.isDirectory(path)) {
        Path file = path.resolve(name);
        return Files.exists(file)
            ? Optional.of(load(Files.newInputStream(file)))
            : Optional.empty();
      }
      try (ZipFile jar = new ZipFile(path.toFile())) {
        ZipEntry entry = jar.getEntry(name);
        return entry == null ? Optional.empty() : Optional.of(load(jar.getInputStream(entry)));
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The paths that the manifest of a jar names as its class path, whether they exist or not. */
  static Stream<Path> namedBy(Path jar) {
    String classPath = attribute(jar, Attributes.Name.CLASS_PATH.toString());
    return classPath == null
        ? Stream.empty()
        : Arrays.stream(classPath.strip().split("\\s+", -1)).flatMap(name -> beside(jar, name));
  }

  /** What the manifest of a jar says of {@code attribute}, if anything. */
  static @Nullable String attribute(Path jar, String attribute) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue(attribute);
    } catch (IOException e) {
      throw unreadable(jar, e);
    }
  }

  private static Stream<Path> beside(Path jar, String name) {
    try {
      return Stream.of(Path.of(jar.toAbsolutePath().toUri().resolve(name)));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Stream.empty(); // not a file, which java ignores as well
    }
  }

  private List<String> inDirectory(Predicate<String> condition, int limit) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .filter(condition)
          .limit(limit)
          .toList();
    }
  }

  private List<String> inJar(Predicate<String> condition, int limit) throws IOException {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(condition).limit(limit).toList();
    }
  }

  private static Properties load(InputStream stream) throws IOException {
    try (stream) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties;
    }
  }

  private static UsageException unreadable(Path path, IOException e) {
    return new UsageException("%s cannot be read as a jar".formatted(path), e);
  }
}
