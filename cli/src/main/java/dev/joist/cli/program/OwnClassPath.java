// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What Joist itself runs on, and how it makes room for the libraries of a program.
 *
 * <p>The program's libraries come first, as on a class path that its author wrote. Ahead of them is
 * only what Joist was compiled against and cannot do without: its own modules, those of Beam that
 * it uses, and the queues of JCTools. Behind them are the rest of Beam's libraries, for a program
 * that brings none.
 *
 * @param loader knows all of it
 */
public record OwnClassPath(ClassPath classPath, ClassLoader loader) {

  private static final String SLF4J_PROVIDER =
      "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  /** What a binding of SLF4J up to 1.7 has in place of a provider. */
  private static final String SLF4J_BINDER = "org/slf4j/impl/StaticLoggerBinder.class";

  private static final String SLF4J_API = "org/slf4j/Logger.class";

  private static final List<String> INDISPENSABLE =
      List.of("dev/joist/", "org/apache/beam/", "org/jctools/");

  /** The class path that this process was started with. */
  public static OwnClassPath current() {
    return new OwnClassPath(
        ClassPath.parse(System.getProperty("java.class.path", "")),
        OwnClassPath.class.getClassLoader());
  }

  /**
   * Whether {@code program} brings anything that is here as well, so that it matters which of the
   * two comes first. A program that was compiled against Beam and brings no library does not.
   */
  public boolean overlaps(ClassPath program) {
    return program.entries().stream()
        .map(ClassPathEntry::new)
        .anyMatch(entry -> entry.holds(this::isHere));
  }

  /** A loader of its own for {@code program} and for everything that is here, in that order. */
  public URLClassLoader loaderFor(ClassPath program) {
    return new URLClassLoader(around(program).urls(), ClassLoader.getPlatformClassLoader());
  }

  /** The class path that {@link #loaderFor} loads from. */
  ClassPath around(ClassPath program) {
    boolean logs =
        program.entries().stream()
            .map(ClassPathEntry::new)
            .anyMatch(entry -> entry.holds(OwnClassPath::isLogBinding));
    Predicate<Path> isFirst = path -> isIndispensable(path) || (!logs && isLogging(path));
    Predicate<Path> isLast = path -> !isFirst.test(path) && !(logs && bindsLogging(path));
    Set<Path> ordered = new LinkedHashSet<>();
    own(isFirst).forEach(ordered::add);
    ordered.addAll(program.entries());
    own(isLast).forEach(ordered::add);
    return new ClassPath(List.copyOf(ordered), List.of());
  }

  private Stream<Path> own(Predicate<Path> condition) {
    return classPath.entries().stream().filter(condition);
  }

  private boolean isHere(String name) {
    boolean isClass =
        name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.class");
    return (isClass || isLogBinding(name)) && loader.getResource(name) != null;
  }

  private static boolean isIndispensable(Path path) {
    return new ClassPathEntry(path)
        .holds(
            name -> name.endsWith(".class") && INDISPENSABLE.stream().anyMatch(name::startsWith));
  }

  /** Whether it is the API of SLF4J, or binds it: the two have to be of one release. */
  private static boolean isLogging(Path path) {
    return new ClassPathEntry(path).holds(name -> name.equals(SLF4J_API) || isLogBinding(name));
  }

  private static boolean bindsLogging(Path path) {
    return new ClassPathEntry(path).holds(OwnClassPath::isLogBinding);
  }

  private static boolean isLogBinding(String name) {
    return name.equals(SLF4J_PROVIDER) || name.equals(SLF4J_BINDER);
  }
}
