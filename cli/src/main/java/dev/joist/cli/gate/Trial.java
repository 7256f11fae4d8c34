// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import dev.joist.cli.checkout.Jdk;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of Maven with the violations of one or more gates planted, which all report in one go.
 *
 * @param name what is tried
 * @param maven the arguments of the smallest build that meets these gates
 * @param gates the rules; empty for a control, which has to pass
 * @param ofCompiler whether the rules are the compiler's, which are off on every other JDK than
 *     {@link #COMPILER_JDK}
 */
record Trial(String name, List<String> maven, List<Gate> gates, boolean ofCompiler) {

  /** The JDK that Error Prone, NullAway and the lints of javac are pinned to. */
  static final int COMPILER_JDK = 17;

  Trial {
    maven = List.copyOf(maven);
    gates = List.copyOf(gates);
  }

  Trial(String name, List<String> maven, List<Gate> gates) {
    this(name, maven, gates, false);
  }

  static Trial control(String name, List<String> maven) {
    return new Trial(name, maven, List.of());
  }

  /** The gates of the compiler, each of which is met by the build of {@code maven}. */
  static Trial ofCompiler(String name, List<String> maven, List<Gate> gates) {
    return new Trial(name, maven, gates, true);
  }

  boolean runsOn(Jdk jdk) {
    return !ofCompiler || jdk.feature() == COMPILER_JDK;
  }

  boolean isControl() {
    return gates.isEmpty();
  }

  Stream<Plant> plants() {
    return gates.stream().flatMap(gate -> gate.plants().stream());
  }
}
