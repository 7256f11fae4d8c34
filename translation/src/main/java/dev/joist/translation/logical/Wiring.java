// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The place of a node in its plan.
 *
 * @param name full name of the transform, unique in the plan
 * @param inputs what it reads, one for each input port
 * @param outputs what it makes, one for each output
 */
public record Wiring(String name, List<CollectionId> inputs, List<CollectionId> outputs) {

  public Wiring {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the node that makes %s has no name".formatted(outputs));
    }
  }

  /** The same place, reading {@code inputs} instead. */
  public Wiring reading(List<CollectionId> newInputs) {
    return new Wiring(name, newInputs, outputs);
  }

  /** The same place with each input replaced by what {@code replacement} makes of it. */
  public Wiring mapInputs(UnaryOperator<CollectionId> replacement) {
    return reading(inputs.stream().map(replacement).toList());
  }
}
