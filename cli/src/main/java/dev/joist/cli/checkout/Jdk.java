// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK, or a Java runtime without a compiler.
 *
 * @param home the directory with {@code bin/java}
 * @param feature its version, such as 17
 */
public record Jdk(Path home, int feature) {

  /** The oldest that Joist runs on. */
  public static final int OLDEST = 17;

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");

  /** The one that runs this process. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /**
   * One of each version from {@link #OLDEST} on, by version: the current one, those that {@code
   * JOIST_JDKS} lists, those of {@code JAVA_HOME} and of variables that begin with {@code
   * JAVA_HOME_}, and those in {@code folders}. Of two with one version the one that compiles is
   * taken, then the first.
   */
  public static List<Jdk> installed(Map<String, String> environment, List<Path> folders) {
    List<Jdk> found = new ArrayList<>(List.of(current()));
    homes(environment, folders).flatMap(home -> at(home).stream()).forEach(found::add);
    Map<Integer, Jdk> byVersion = new TreeMap<>();
    for (Jdk jdk : found) {
      if (jdk.feature >= OLDEST) {
        byVersion.merge(jdk.feature, jdk, Jdk::preferred);
      }
    }
    return List.copyOf(byVersion.values());
  }

  /** The folders in which package managers, SDKMAN and IDEs put JDKs. */
  public static List<Path> usualFolders() {
    Path user = Path.of(System.getProperty("user.home"));
    return List.of(
        Path.of("/usr/lib/jvm"),
        Path.of("/Library/Java/JavaVirtualMachines"),
        user.resolve(".sdkman/candidates/java"),
        user.resolve(".jdks"));
  }

  /** The one at {@code home}; empty if there is none, or its version is not told. */
  static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find()
          ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it can build Joist. */
  public boolean compiles() {
    return Files.isExecutable(home.resolve("bin/javac"));
  }

  /** Whether it runs this process. */
  public boolean isCurrent() {
    return equals(current());
  }

  private static Jdk preferred(Jdk first, Jdk second) {
    return second.compiles() && !first.compiles() && !first.isCurrent() ? second : first;
  }

  private static Stream<Path> homes(Map<String, String> environment, List<Path> folders) {
    Stream<Path> listed =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(environment.getOrDefault("JOIST_JDKS", ""))
            .filter(home -> !home.isEmpty())
            .map(Path::of);
    Stream<Path> named =
        environment.entrySet().stream()
            .filter(entry -> entry.getKey().matches("JAVA_HOME(_.*)?"))
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> Path.of(entry.getValue()));
    Stream<Path> installed = folders.stream().flatMap(Jdk::in);
    return Stream.concat(Stream.concat(listed, named), installed);
  }

  /** The sub-folders of {@code folder}, and their {@code Contents/Home} as on macOS. */
  private static Stream<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(Comparator.naturalOrder())
          .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
