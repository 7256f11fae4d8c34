// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;

/** Gates of the compiler: a warning of javac or of Error Prone is an error, and null is checked. */
final class CompilerGates {

  private static final String PLANTED = "dev.joist.state.planted";

  private CompilerGates() {}

  static List<Gate> warnings() {
    return List.of(
        new Gate(
            "a warning of Error Prone",
            List.of(
                Source.packageInfo("state-backend", PLANTED),
                method("Split", "int parts(String text)", "return text.split(\",\").length;")),
            List.of("Split\\.java.*\\[StringSplitter\\]", "warnings found and -Werror specified")),
        new Gate(
            "a warning of javac",
            List.of(method("Cast", "String same(String text)", "return (String) text;")),
            List.of(
                "Cast\\.java.*redundant cast to java\\.lang\\.String",
                "warnings found and -Werror specified")));
  }

  static List<Gate> nulls() {
    return List.of(
        new Gate(
            "null returned where the package is @NullMarked",
            List.of(
                Source.packageInfo("state-backend", PLANTED),
                method("Nothing", "String name()", "return null;")),
            List.of("Nothing\\.java.*\\[NullAway\\] returning @Nullable expression")));
  }

  private static Plant method(String className, String method, String statements) {
    return Source.file(
        "state-backend", PLANTED, className, Source.classWithMethod(className, method, statements));
  }
}
