// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Finds the program that a user names by a jar, by a class, or by the bare name of an example. */
public final class ProgramFinder {

  /** Where a bare class name is looked for first. */
  public static final String EXAMPLES = "dev.joist.examples";

  private final ClassLoader parent;

  /**
   * @param parent knows the runner and the examples; the program's own class path comes after it
   */
  public ProgramFinder(ClassLoader parent) {
    this.parent = parent;
  }

  /**
   * The program called {@code name}.
   *
   * @throws UsageException if there is none, saying what to type instead
   */
  public Program find(String name, ClassPath classPath) {
    if (name.endsWith(".jar")) {
      Path jar = Path.of(name);
      return program(mainClassOf(jar), loader(classPath.after(jar)));
    }
    ClassLoader loader = loader(classPath);
    if (name.contains(".")) {
      return program(name, loader);
    }
    return exists(EXAMPLES + "." + name, loader) || !exists(name, loader)
        ? program(EXAMPLES + "." + name, loader)
        : program(name, loader);
  }

  private URLClassLoader loader(ClassPath classPath) {
    return new URLClassLoader("program", classPath.urls(), parent);
  }

  private static String mainClassOf(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new UsageException("there is no jar at %s".formatted(jar));
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String main =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (main == null) {
        throw new UsageException(
            "%s names no Main-Class in its manifest; run it as MAIN-CLASS --classpath %s"
                .formatted(jar, jar));
      }
      return main.strip();
    } catch (IOException e) {
      throw new UsageException("%s cannot be read as a jar".formatted(jar), e);
    }
  }

  private static boolean exists(String className, ClassLoader loader) {
    return loader.getResource(className.replace('.', '/') + ".class") != null;
  }

  private static Program program(String className, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(className, false, loader);
      Method main = type.getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
        throw noMain(className);
      }
      main.setAccessible(true);
      return new Program(main, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UsageException(notFound(className, loader), e);
    } catch (NoSuchMethodException e) {
      throw noMain(className);
    }
  }

  private static UsageException noMain(String className) {
    return new UsageException("%s has no public static void main(String[])".formatted(className));
  }

  private static String notFound(String className, ClassLoader loader) {
    List<String> examples = Examples.in(loader);
    String there = examples.isEmpty() ? "" : "; the examples are " + String.join(", ", examples);
    return "there is no class %s; a program of your own needs its full name and --classpath%s"
        .formatted(className, there);
  }
}
