// SPDX-License-Identifier: Apache-2.0
package dev.joist.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/**
 * A Maven module: where it lies, the package it owns with all below it, and whom it may know.
 *
 * @param directory its directory, also the end of its artifact's name
 * @param rootPackage the package that it owns
 * @param mayKnow the directories of the modules that its classes may depend on
 */
record ModuleRule(String directory, String rootPackage, Set<String> mayKnow) {

  private static final List<ModuleRule> ALL =
      List.of(
          module("state-backend", "state"),
          module("execution", "execution", "state-backend"),
          module("operators", "operators", "execution", "state-backend"),
          module("translation", "translation", "operators", "execution", "state-backend"),
          module("runner", "runner", "translation", "operators", "execution", "state-backend"),
          module("cli", "cli", "runner", "translation", "operators", "execution", "state-backend"),
          module("examples", "examples", "runner"),
          program("benchmarks", "benchmarks"),
          program("validates-runner", "validatesrunner"));

  ModuleRule {
    mayKnow = Set.copyOf(mayKnow);
  }

  /** Every module of the build, lowest first. */
  static List<ModuleRule> all() {
    return ALL;
  }

  boolean owns(JavaClass type) {
    return type.getPackageName().equals(rootPackage)
        || type.getPackageName().startsWith(rootPackage + ".");
  }

  private static ModuleRule module(String directory, String name, String... mayKnow) {
    return new ModuleRule(directory, "dev.joist." + name, Set.of(mayKnow));
  }

  /** A program that measures or tests the rest: nobody knows it, so it may know everything. */
  private static ModuleRule program(String directory, String name) {
    return module(
        directory,
        name,
        "examples",
        "runner",
        "translation",
        "operators",
        "execution",
        "state-backend");
  }
}
