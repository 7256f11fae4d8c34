// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;
import java.util.stream.Stream;

/**
 * One run of Maven with the violations of one or more gates planted, which all report in one go.
 *
 * @param name what is tried
 * @param maven the arguments of the smallest build that meets these gates
 * @param gates the rules; empty for a control, which has to pass
 */
record Trial(String name, List<String> maven, List<Gate> gates) {

  Trial {
    maven = List.copyOf(maven);
    gates = List.copyOf(gates);
  }

  static Trial control(String name, List<String> maven) {
    return new Trial(name, maven, List.of());
  }

  boolean isControl() {
    return gates.isEmpty();
  }

  Stream<Plant> plants() {
    return gates.stream().flatMap(gate -> gate.plants().stream());
  }
}
