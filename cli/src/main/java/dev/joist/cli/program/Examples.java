// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The example programs of the source tree, for messages that name them. */
public final class Examples {

  private static final String PACKAGE = ProgramFinder.EXAMPLES.replace('.', '/') + "/";
  private static final String SUFFIX = ".class";

  private Examples() {}

  /** The names of the programs of the examples package, sorted. */
  public static List<String> in(ClassLoader loader) {
    try {
      return Collections.list(loader.getResources(PACKAGE)).stream()
          .flatMap(url -> entry(url).stream())
          .flatMap(entry -> entry.names(Examples::isClass, Integer.MAX_VALUE).stream())
          .map(name -> name.substring(PACKAGE.length(), name.length() - SUFFIX.length()))
          .distinct()
          .filter(name -> hasMain(name, loader))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The jar or directory that holds the package at {@code url}. */
  private static Optional<ClassPathEntry> entry(URL url) {
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Optional.of(new ClassPathEntry(Path.of(jar.getJarFileURL().toURI())));
      }
      Path root = Path.of(url.toURI());
      for (int depth = Path.of(PACKAGE).getNameCount(); depth > 0; depth--) {
        root = root.resolve("..");
      }
      return Optional.of(new ClassPathEntry(root.normalize()));
    } catch (IOException | URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isClass(String name) {
    return name.startsWith(PACKAGE)
        && name.endsWith(SUFFIX)
        && !name.contains("$")
        && name.indexOf('/', PACKAGE.length()) < 0;
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
