// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An executable jar of Spring Boot, which has jars in it. Its own launcher would put a class loader
 * of its own below Joist's; unpacked it is a class path like any other, which Spring Boot supports
 * as well ({@code java -Djarmode=tools -jar app.jar extract}).
 */
final class SpringBootJar {

  /** Where its manifest names the class that its launcher calls. */
  static final String MAIN_CLASS = "Start-Class";

  private static final String CLASSES = "Spring-Boot-Classes";
  private static final String LIBRARIES = "Spring-Boot-Lib";

  private SpringBootJar() {}

  static boolean isOne(Path jar) {
    return ClassPathEntry.attribute(jar, CLASSES) != null
        && ClassPathEntry.attribute(jar, LIBRARIES) != null;
  }

  /** Unpacks it into a directory that is removed when this process ends. */
  static ClassPath unpack(Path jar) {
    String classes = String.valueOf(ClassPathEntry.attribute(jar, CLASSES));
    String libraries = String.valueOf(ClassPathEntry.attribute(jar, LIBRARIES));
    try (ZipFile file = new ZipFile(jar.toFile())) {
      Path directory = TemporaryDirectory.create();
      List<Path> entries = new ArrayList<>();
      entries.add(Files.createDirectories(directory.resolve("classes")));
      for (ZipEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        if (name.startsWith(classes)) {
          copy(file, entry, inside(entries.get(0), name.substring(classes.length())));
        } else if (name.startsWith(libraries) && name.endsWith(".jar")) {
          Path library = inside(directory, name.substring(libraries.length()));
          copy(file, entry, library);
          entries.add(library);
        }
      }
      TemporaryDirectory.removeAtEnd(directory);
      return ClassPath.of(entries);
    } catch (IOException e) {
      throw new UsageException("%s cannot be unpacked".formatted(jar), e);
    }
  }

  private static Path inside(Path directory, String name) throws IOException {
    Path path = directory.resolve(name).normalize();
    if (!path.startsWith(directory)) {
      throw new IOException("%s leads out of the jar".formatted(name));
    }
    return path;
  }

  private static void copy(ZipFile file, ZipEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream content = file.getInputStream(entry)) {
      Files.copy(content, target);
    }
  }
}
