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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A class path as {@code java} understands it: jars and directories, {@code dir/*} for all jars of
 * one, and what the manifests of the jars name. An entry that does not exist is skipped.
 *
 * @param entries what is there, in order, each once
 * @param missing what was named and is not there, for messages
 */
public record ClassPath(List<Path> entries, List<String> missing) {

  public ClassPath {
    entries = List.copyOf(entries);
    missing = List.copyOf(missing);
  }

  /** The entries of {@code text}, split at the separator of the platform. */
  public static ClassPath parse(String text) {
    Set<Path> entries = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    for (String entry : text.split(Pattern.quote(File.pathSeparator), -1)) {
      boolean all = entry.endsWith("/*");
      Path path = Path.of(all ? entry.substring(0, entry.length() - 2) : entry);
      if (entry.isEmpty()) {
        continue;
      }
      if (!Files.exists(path)) {
        missing.add(entry);
      } else if (all) {
        jarsIn(path).forEach(jar -> add(jar, entries));
      } else {
        add(path, entries);
      }
    }
    return new ClassPath(List.copyOf(entries), missing);
  }

  /** The class path of these jars and directories and of what they name. */
  public static ClassPath of(List<Path> paths) {
    Set<Path> entries = new LinkedHashSet<>();
    paths.forEach(path -> add(path, entries));
    return new ClassPath(List.copyOf(entries), List.of());
  }

  /** This class path with {@code first} before it. */
  ClassPath after(ClassPath first) {
    Set<Path> all = new LinkedHashSet<>(first.entries);
    all.addAll(entries);
    return new ClassPath(
        List.copyOf(all), Stream.concat(first.missing.stream(), missing.stream()).toList());
  }

  URL[] urls() {
    return entries.stream().map(ClassPath::url).toArray(URL[]::new);
  }

  private static void add(Path path, Set<Path> entries) {
    if (entries.add(path) && Files.isRegularFile(path)) {
      ClassPathEntry.namedBy(path).filter(Files::exists).forEach(named -> add(named, entries));
    }
  }

  private static List<Path> jarsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
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
