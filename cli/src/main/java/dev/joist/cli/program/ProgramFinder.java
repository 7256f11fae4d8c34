// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.Suggestion;
import dev.joist.cli.failure.UsageException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;

/** Finds the program that a user names by a jar, by a class, or by the bare name of an example. */
public final class ProgramFinder {

  /** Where a bare class name is looked for first. */
  public static final String EXAMPLES = "dev.joist.examples";

  /** Of a program's jar that has more, the others are not suggested. */
  private static final int MOST_CLASSES = 10_000;

  private final ClassLoader parent;

  /**
   * @param parent knows the runner and the examples
   */
  public ProgramFinder(ClassLoader parent) {
    this.parent = parent;
  }

  /**
   * The program that {@code files} hold.
   *
   * @throws UsageException if there is none, saying what to type instead
   */
  public Program find(ProgramFiles files) {
    ClassLoader loader = new URLClassLoader(files.classPath().urls(), parent);
    String name = files.mainClass();
    if (name.contains(".")) {
      return program(name, loader, files.classPath());
    }
    return exists(EXAMPLES + "." + name, loader) || !exists(name, loader)
        ? program(EXAMPLES + "." + name, loader, files.classPath())
        : program(name, loader, files.classPath());
  }

  private static boolean exists(String className, ClassLoader loader) {
    return loader.getResource(className.replace('.', '/') + ".class") != null;
  }

  private static Program program(String className, ClassLoader loader, ClassPath path) {
    try {
      Class<?> type = Class.forName(className, false, loader);
      Method main = type.getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
        throw noMain(className);
      }
      main.setAccessible(true);
      return new Program(main, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UsageException(notFound(className, loader, path), e);
    } catch (NoSuchMethodException e) {
      throw noMain(className);
    }
  }

  private static UsageException noMain(String className) {
    return new UsageException("%s has no public static void main(String[])".formatted(className));
  }

  /** The class of the program that is called almost so, or is in a package that was left out. */
  private static Optional<String> nearest(String className, ClassPath path) {
    List<String> classes =
        path.entries().stream()
            .map(ClassPathEntry::new)
            .flatMap(entry -> entry.names(ProgramFinder::isClass, MOST_CLASSES).stream())
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .toList();
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return classes.stream()
        .filter(name -> name.endsWith("." + simple))
        .findFirst()
        .or(() -> Suggestion.nearest(className, classes));
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.contains("$") && !name.startsWith("META-INF/");
  }

  private static String notFound(String className, ClassLoader loader, ClassPath path) {
    Optional<String> near = nearest(className, path);
    if (near.isPresent()) {
      return "there is no class %s; did you mean %s?".formatted(className, near.get());
    }
    if (!path.missing().isEmpty()) {
      return "there is no class %s; of the class path there is no %s"
          .formatted(className, String.join(", ", path.missing()));
    }
    List<String> examples = Examples.in(loader);
    Optional<String> example =
        Suggestion.nearest(className.substring(className.lastIndexOf('.') + 1), examples);
    if (example.isPresent()) {
      return "there is no class %s; did you mean the example %s?"
          .formatted(className, example.get());
    }
    String there = examples.isEmpty() ? "" : "; the examples are " + String.join(", ", examples);
    return "there is no class %s; a program of your own needs its full name and --classpath%s"
        .formatted(className, there);
  }
}
