// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;

/** Gates of the compiler: a warning of javac or of Error Prone is an error, and null is checked. */
final class CompilerGates {

  private static final String PLANTED = "dev.joist.state.planted";
  private static final String FATAL = "warnings found and -Werror specified";

  private CompilerGates() {}

  /** Alone: Error Prone looks only at what javac has nothing to say about. */
  static Gate warningOfErrorProne() {
    return new Gate(
        "a warning of Error Prone",
        List.of(
            Source.packageInfo("state-backend", PLANTED),
            method("Forgetful", "int one()", "int forgotten = 2;\nreturn 1;")),
        List.of("Forgetful\\.java.*\\[UnusedVariable\\]", FATAL));
  }

  static Gate warningOfJavac() {
    return new Gate(
        "a warning of javac",
        List.of(
            Source.packageInfo("state-backend", PLANTED),
            method("Cast", "String same(String text)", "return (String) text;")),
        List.of("Cast\\.java.*redundant cast to java\\.lang\\.String", FATAL));
  }

  static Gate nullReturned() {
    return new Gate(
        "null returned where the package is @NullMarked",
        List.of(
            Source.packageInfo("state-backend", PLANTED),
            method("Nothing", "String name()", "return null;")),
        List.of("Nothing\\.java.*\\[NullAway\\] returning @Nullable expression"));
  }

  /** Alone: where there are errors, javac does not turn warnings into further ones. */
  static Gate brokenLinkInJavadoc() {
    return new Gate(
        "a broken link in Javadoc",
        List.of(
            Source.packageInfo("state-backend", PLANTED),
            Source.file(
                "state-backend",
                PLANTED,
                "Lost",
                "/** As {@link NowhereToBeFound}. */\nfinal class Lost {}\n")),
        List.of("Lost\\.java.*reference not found"));
  }

  private static Plant method(String className, String method, String statements) {
    return Source.file(
        "state-backend", PLANTED, className, Source.classWithMethod(className, method, statements));
  }
}
