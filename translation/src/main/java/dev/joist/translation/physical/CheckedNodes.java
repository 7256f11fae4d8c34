// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.Operators;
import dev.joist.operators.check.CheckSpec;
import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/** The operator of each node, with a check around it where the code of users makes elements. */
final class CheckedNodes {

  private final LogicalPlan plan;
  private final Operators operators;
  private final NodeOperators unchecked;

  CheckedNodes(LogicalPlan plan, Operators operators) {
    this.plan = plan;
    this.operators = operators;
    this.unchecked = new NodeOperators(operators);
  }

  OperatorFactory factory(LogicalNode node) {
    OperatorFactory factory = node.accept(unchecked);
    return runsUserCode(node) ? operators.checked(factory, spec(node)) : factory;
  }

  private CheckSpec spec(LogicalNode node) {
    List<Coder<?>> outputCoders = node.outputs().stream().<Coder<?>>map(this::coder).toList();
    return new CheckSpec(node.name(), inputCoder(node), outputCoders);
  }

  private @Nullable Coder<?> inputCoder(LogicalNode node) {
    return takesElementsAsTheyAre(node) ? coder(node.inputs().get(0)) : null;
  }

  private Coder<?> coder(CollectionId collection) {
    return plan.collection(collection).coder();
  }

  private static boolean runsUserCode(LogicalNode node) {
    return takesElementsAsTheyAre(node)
        || node instanceof LogicalNode.SplittableParDo
        || node instanceof LogicalNode.CombinePerKey
        || node instanceof LogicalNode.BoundedRead
        || node instanceof LogicalNode.UnboundedRead
        || node instanceof LogicalNode.TestStream;
  }

  /**
   * Not so a combine, which may change accumulators, nor the second phase of a splittable ParDo,
   * whose restrictions are the function's own.
   */
  private static boolean takesElementsAsTheyAre(LogicalNode node) {
    return node instanceof LogicalNode.ParDo
        || node instanceof LogicalNode.StatefulParDo
        || (node instanceof LogicalNode.SplittableParDo splittable
            && splittable.spec().phase() == SplittableSpec.Phase.SPLIT);
  }
}
