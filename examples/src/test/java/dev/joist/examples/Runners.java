// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.util.stream.Stream;

/** The runners that every example must run on, as {@code --runner} takes them. */
final class Runners {

  private Runners() {}

  /** For {@code @MethodSource}. */
  static Stream<String> all() {
    return Stream.of("DirectRunner", "JoistRunner");
  }
}
