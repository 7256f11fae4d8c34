// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;

/** The gates of the build and a violation of each, in as few builds as can tell them apart. */
final class Trials {

  private static final List<String> CHECK = List.of("validate", "-pl", "state-backend", "-am");
  private static final List<String> COMPILE = List.of("compile", "-pl", "state-backend", "-am");
  private static final List<String> DEPENDENCIES = List.of("validate", "-pl", "planted-top", "-am");
  private static final List<String> TEST = List.of("test", "-Pfast", "-pl", "state-backend", "-am");
  private static final List<String> ARCHITECTURE =
      List.of(
          "test",
          "-Pfast",
          "-pl",
          "validates-runner",
          "-am",
          "-Dtest=dev.joist.architecture.*Test",
          "-Dsurefire.failIfNoSpecifiedTests=false");

  private Trials() {}

  static List<Trial> all() {
    return List.of(
        Trial.control("format, sizes and dependencies", CHECK),
        new Trial("format", CHECK, List.of(FormGates.format())),
        new Trial("sizes", CHECK, FormGates.all()),
        new Trial("dependencies", DEPENDENCIES, DependencyGates.all()),
        new Trial("JDK", CHECK, List.of(DependencyGates.ofJdk())),
        new Trial("Maven", CHECK, List.of(DependencyGates.ofMaven())),
        Trial.control("compiler", COMPILE),
        Trial.ofCompiler("javac", COMPILE, List.of(CompilerGates.warningOfJavac())),
        Trial.ofCompiler("Javadoc", COMPILE, List.of(CompilerGates.brokenLinkInJavadoc())),
        Trial.ofCompiler("Error Prone", COMPILE, List.of(CompilerGates.warningOfErrorProne())),
        Trial.ofCompiler("NullAway", COMPILE, List.of(CompilerGates.nullReturned())),
        new Trial("tests", TEST, List.of(FormGates.failingTest())),
        Trial.control("architecture", ARCHITECTURE),
        new Trial("architecture", ARCHITECTURE, ArchitectureGates.all()));
  }
}
