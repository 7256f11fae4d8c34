// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.Operators;
import dev.joist.translation.logical.LogicalNode;

/** The operator of each kind of node. */
final class NodeOperators implements LogicalNode.Visitor<OperatorFactory> {

  private final Operators operators;

  NodeOperators(Operators operators) {
    this.operators = operators;
  }

  @Override
  public OperatorFactory impulse(LogicalNode.Impulse node) {
    return operators.impulse(node.wiring().name());
  }

  @Override
  public OperatorFactory boundedRead(LogicalNode.BoundedRead node) {
    return operators.boundedRead(node.spec());
  }

  @Override
  public OperatorFactory unboundedRead(LogicalNode.UnboundedRead node) {
    return operators.unboundedRead(node.spec());
  }

  @Override
  public OperatorFactory testStream(LogicalNode.TestStream node) {
    return operators.testStream(node.spec());
  }

  @Override
  public OperatorFactory parDo(LogicalNode.ParDo node) {
    return operators.parDo(node.spec());
  }

  @Override
  public OperatorFactory statefulParDo(LogicalNode.StatefulParDo node) {
    return operators.parDo(node.spec());
  }

  @Override
  public OperatorFactory splittableParDo(LogicalNode.SplittableParDo node) {
    return operators.splittableParDo(node.spec());
  }

  @Override
  public OperatorFactory assignWindows(LogicalNode.AssignWindows node) {
    return operators.assignWindows(node.spec());
  }

  @Override
  public OperatorFactory groupByKey(LogicalNode.GroupByKey node) {
    return operators.groupByKey(node.spec());
  }

  @Override
  public OperatorFactory combinePerKey(LogicalNode.CombinePerKey node) {
    return operators.combine(node.spec());
  }

  @Override
  public OperatorFactory flatten(LogicalNode.Flatten node) {
    return operators.flatten(node.inputs().size());
  }

  @Override
  public OperatorFactory reshuffle(LogicalNode.Reshuffle node) {
    return operators.exchange();
  }

  @Override
  public OperatorFactory createView(LogicalNode.CreateView node) {
    return operators.view(node.spec());
  }
}
