// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

/** What people call each kind of node. */
public final class KindNames implements LogicalNode.Visitor<String> {

  public static final KindNames INSTANCE = new KindNames();

  private KindNames() {}

  @Override
  public String impulse(LogicalNode.Impulse node) {
    return "Impulse";
  }

  @Override
  public String boundedRead(LogicalNode.BoundedRead node) {
    return "BoundedRead";
  }

  @Override
  public String unboundedRead(LogicalNode.UnboundedRead node) {
    return "UnboundedRead";
  }

  @Override
  public String testStream(LogicalNode.TestStream node) {
    return "TestStream";
  }

  @Override
  public String parDo(LogicalNode.ParDo node) {
    return "ParDo";
  }

  @Override
  public String statefulParDo(LogicalNode.StatefulParDo node) {
    return "StatefulParDo";
  }

  @Override
  public String splittableParDo(LogicalNode.SplittableParDo node) {
    return switch (node.spec().phase()) {
      case WHOLE -> "SplittableParDo";
      case SPLIT -> "Split";
      case PROCESS -> "ProcessPieces";
    };
  }

  @Override
  public String assignWindows(LogicalNode.AssignWindows node) {
    return "AssignWindows";
  }

  @Override
  public String groupByKey(LogicalNode.GroupByKey node) {
    return "GroupByKey";
  }

  @Override
  public String combinePerKey(LogicalNode.CombinePerKey node) {
    return switch (node.spec().phase()) {
      case WHOLE -> "CombinePerKey";
      case PARTIAL -> "PartialCombine";
      case FINAL -> "FinalCombine";
    };
  }

  @Override
  public String flatten(LogicalNode.Flatten node) {
    return "Flatten";
  }

  @Override
  public String reshuffle(LogicalNode.Reshuffle node) {
    return node.keyCoder() == null ? "Redistribute" : "Reshuffle";
  }

  @Override
  public String createView(LogicalNode.CreateView node) {
    return "CreateView";
  }
}
