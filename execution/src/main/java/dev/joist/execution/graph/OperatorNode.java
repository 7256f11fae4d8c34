// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.OperatorId;
import java.util.List;

/**
 * One operator of a stage.
 *
 * @param id its identity, unique in the plan
 * @param kind what it is, in a word or two, for people
 * @param inputs names of what arrives at each input port
 * @param outputs names of what leaves by each output
 * @param factory makes its instances
 */
public record OperatorNode(
    OperatorId id,
    String kind,
    List<String> inputs,
    List<String> outputs,
    OperatorFactory factory) {

  public OperatorNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
