// SPDX-License-Identifier: Apache-2.0
package dev.joist.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The class files of this build, read where Maven put them, so that no class path hides any. */
final class CompiledModules {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Path TEST_CLASSES = testClasses();
  private static final Path ROOT = root();
  private static final JavaClasses ALL = read(ModuleRule.all());

  private CompiledModules() {}

  /** The main classes of all modules. */
  static JavaClasses all() {
    return ALL;
  }

  static JavaClasses of(ModuleRule module) {
    return new ClassFileImporter().importPath(classes(module));
  }

  /** The modules that the root pom builds. */
  static List<String> directories() {
    return MODULE
        .matcher(pom())
        .results()
        .map(match -> match.group(1))
        .filter(directory -> !directory.contains("/")) // class paths of suites, without sources
        .toList();
  }

  static boolean hasSources(ModuleRule module) {
    return Files.isDirectory(ROOT.resolve(module.directory()).resolve("src/main/java"));
  }

  private static JavaClasses read(List<ModuleRule> modules) {
    return new ClassFileImporter()
        .importPaths(modules.stream().map(CompiledModules::classes).toList());
  }

  /** The sibling of this module's own output: target, or wherever a profile builds to. */
  private static Path classes(ModuleRule module) {
    Path output =
        ROOT.resolve("validates-runner").relativize(TEST_CLASSES.resolveSibling("classes"));
    return ROOT.resolve(module.directory()).resolve(output);
  }

  private static Path testClasses() {
    try {
      return Path.of(
          CompiledModules.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the test classes lie at no path", e);
    }
  }

  private static Path root() {
    Path directory = TEST_CLASSES;
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("no directory above %s has a .mvn".formatted(TEST_CLASSES));
      }
    }
    return directory;
  }

  private static String pom() {
    try {
      return Files.readString(ROOT.resolve("pom.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
