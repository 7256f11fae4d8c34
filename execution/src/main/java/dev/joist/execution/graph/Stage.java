// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

import dev.joist.execution.operator.OperatorId;
import java.util.List;

/**
 * Operators that run fused in one subtask, without an exchange between them.
 *
 * @param id number of the stage
 * @param parallelism number of its subtasks, at least 1
 * @param operators in topological order
 * @param startsAfter stages that come before it in the plan and have to be done before its sources
 *     begin to work
 * @param tellsTime whether it tells its consumers how far it is in processing time, because an
 *     operator further on waits for that
 */
public record Stage(
    StageId id,
    int parallelism,
    List<OperatorNode> operators,
    List<StageId> startsAfter,
    boolean tellsTime) {

  public Stage {
    operators = List.copyOf(operators);
    startsAfter = startsAfter.stream().distinct().sorted().toList();
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "%s has parallelism %d; it must be at least 1".formatted(id, parallelism));
    }
    if (operators.isEmpty()) {
      throw new IllegalArgumentException("%s has no operator".formatted(id));
    }
  }

  /** A stage whose sources work from the beginning, and that nobody wants to know the time of. */
  public Stage(StageId id, int parallelism, List<OperatorNode> operators) {
    this(id, parallelism, operators, List.of(), false);
  }

  /** Whether {@code operator} is one of the stage's. */
  public boolean has(OperatorId operator) {
    return operators.stream().anyMatch(node -> node.id().equals(operator));
  }

  /** The name of the stage for people: its first operator, and how many follow. */
  public String name() {
    String first = operators.get(0).id().value();
    return operators.size() == 1 ? first : first + " +" + (operators.size() - 1);
  }
}
