// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.graph.Handover;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.OperatorId;
import dev.joist.operators.Operators;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.KindNames;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the plan that runs: the stages of a layout, with an operator for each node. */
public final class PhysicalPlanner {

  private final LogicalPlan plan;
  private final StageLayout layout;
  private final Operators operators;
  private final Function<LogicalNode, OperatorFactory> factories;
  private final Map<CollectionId, Link.Output> outputs = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  private PhysicalPlanner(
      LogicalPlan plan,
      StageLayout layout,
      Operators operators,
      Function<LogicalNode, OperatorFactory> factories) {
    this.plan = plan;
    this.layout = layout;
    this.operators = operators;
    this.factories = factories;
    for (LogicalNode node : plan.nodes()) {
      for (int i = 0; i < node.outputs().size(); i++) {
        outputs.put(node.outputs().get(i), new Link.Output(new OperatorId(node.name()), i));
      }
    }
  }

  /**
   * The physical plan of {@code plan}.
   *
   * @param layout where its nodes run
   * @param operators makes the operator of each node
   */
  public static PhysicalPlan plan(LogicalPlan plan, StageLayout layout, Operators operators) {
    NodeOperators factories = new NodeOperators(operators);
    return new PhysicalPlanner(plan, layout, operators, node -> node.accept(factories)).build();
  }

  /** The same plan, with the elements of user code checked. */
  public static PhysicalPlan planWithChecks(
      LogicalPlan plan, StageLayout layout, Operators operators) {
    CheckedNodes factories = new CheckedNodes(plan, operators);
    return new PhysicalPlanner(plan, layout, operators, factories::factory).build();
  }

  private PhysicalPlan build() {
    List<Stage> stages = new ArrayList<>();
    for (StageLayout.FusedStage fused : layout.stages()) {
      List<OperatorNode> nodes = new ArrayList<>();
      for (LogicalNode node : fused.nodes()) {
        places.put(node.name(), places.size());
        nodes.add(operatorNode(node));
      }
      List<StageId> after = fused.startsAfter().stream().map(StageId::new).toList();
      stages.add(
          new Stage(
              new StageId(stages.size()), fused.parallelism(), nodes, after, fused.tellsTime()));
    }
    return new PhysicalPlan(stages, links());
  }

  private OperatorNode operatorNode(LogicalNode node) {
    return new OperatorNode(
        new OperatorId(node.name()),
        node.accept(KindNames.INSTANCE),
        names(node.inputs()),
        names(node.outputs()),
        factories.apply(node));
  }

  private List<String> names(List<CollectionId> collections) {
    return collections.stream().map(id -> plan.collection(id).name()).toList();
  }

  private List<Link> links() {
    Comparator<StageLayout.NodeLink> byTarget =
        Comparator.comparingInt(link -> places.getOrDefault(link.to().name(), -1));
    return layout.links().stream()
        .sorted(byTarget.thenComparingInt(StageLayout.NodeLink::port))
        .map(this::link)
        .toList();
  }

  private Link link(StageLayout.NodeLink link) {
    Link.Output from = outputs.get(link.collection());
    if (from == null) {
      throw new IllegalStateException("nothing makes %s".formatted(link.collection()));
    }
    return new Link(
        from,
        new Link.Input(new OperatorId(link.to().name()), link.port()),
        link.spread().partitioning(operators),
        handover(link, from),
        sizes(link));
  }

  /** Panes of views are the runner's own, and their elements were handed over before. */
  private Handover handover(StageLayout.NodeLink link, Link.Output from) {
    if (link.spread() instanceof Spread.Broadcast) {
      return Handover.BY_REFERENCE;
    }
    LogicalCollection collection = plan.collection(link.collection());
    String input = "%s, the input of %s".formatted(collection.name(), link.to().name());
    return operators.handover(collection.coder(), from.operator().value(), input);
  }

  /** Panes of views are shared by all who read them, and weighed where they are kept. */
  private SizeEstimator.Factory sizes(StageLayout.NodeLink link) {
    return link.spread() instanceof Spread.Broadcast
        ? SizeEstimator.none()
        : operators.sizes(plan.collection(link.collection()).coder());
  }
}
