// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A class path as it is typed: jars and directories, and {@code dir/*} for all jars of one. */
public record ClassPath(List<Path> entries) {

  public ClassPath {
    entries = List.copyOf(entries);
  }

  /** The entries of {@code text}, split at the separator of the platform. */
  public static ClassPath parse(String text) {
    List<Path> entries = new ArrayList<>();
    for (String entry : text.split(Pattern.quote(File.pathSeparator), -1)) {
      if (entry.endsWith("/*")) {
        entries.addAll(jarsIn(existing(entry.substring(0, entry.length() - 2))));
      } else if (!entry.isEmpty()) {
        entries.add(existing(entry));
      }
    }
    return new ClassPath(entries);
  }

  /** This class path with {@code entry} before it. */
  public ClassPath after(Path entry) {
    return new ClassPath(Stream.concat(Stream.of(entry), entries.stream()).toList());
  }

  URL[] urls() {
    return entries.stream().map(ClassPath::url).toArray(URL[]::new);
  }

  private static Path existing(String entry) {
    Path path = Path.of(entry);
    if (!Files.exists(path)) {
      throw new UsageException("the class path names %s, which does not exist".formatted(path));
    }
    return path;
  }

  private static List<Path> jarsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UsageException("the class path's %s cannot be listed".formatted(directory), e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UsageException("the class path's %s is no file".formatted(path), e);
    }
  }
}
