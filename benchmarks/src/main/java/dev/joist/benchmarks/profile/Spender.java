// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.profile;

import java.util.List;
import java.util.Optional;

/** Whose code spends time. Classes of the JDK and of libraries spend for whoever calls them. */
public enum Spender {
  GENERATOR("Nexmark's generator", "org.apache.beam.sdk.nexmark.sources."),
  NEXMARK("Nexmark's functions and monitors", "org.apache.beam.sdk.nexmark."),
  SDK(
      "Beam's SDK: coders, windows, values, triggers",
      "org.apache.beam.sdk.",
      "org.apache.beam.runners.core."),
  STATE("Joist: state", "dev.joist.state."),
  OPERATORS("Joist: operators", "dev.joist.operators."),
  EXECUTION("Joist: scheduling, channels, watermarks", "dev.joist.execution."),
  OTHER("the rest");

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> prefixes;

  Spender(String title, String... prefixes) {
    this.title = title;
    this.prefixes = List.of(prefixes);
  }

  /** The spender's name in a table. */
  public String title() {
    return title;
  }

  /**
   * Who spends while these classes have methods on the stack, the innermost first: the first class
   * that belongs to anybody.
   */
  static Spender of(List<String> classes) {
    return classes.stream().map(Spender::owner).flatMap(Optional::stream).findFirst().orElse(OTHER);
  }

  private static Optional<Spender> owner(String className) {
    for (Spender spender : values()) {
      if (spender.prefixes.stream().anyMatch(className::startsWith)) {
        return Optional.of(spender);
      }
    }
    return Optional.empty();
  }
}
