// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

import dev.joist.execution.operator.OperatorId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What runs: stages of fused operators, and the links between operators.
 *
 * <p>A link with {@link Partitioning.Forward} between operators of one stage is a plain call; every
 * other link goes through channels. Operator ids are unique, every input port has exactly one link,
 * stages and operators are in topological order. A stage also comes behind those that it starts
 * after, so that no two wait for each other.
 *
 * @param stages in topological order, numbered by their place
 * @param links in the order of their targets
 */
public record PhysicalPlan(List<Stage> stages, List<Link> links) {

  public PhysicalPlan {
    stages = List.copyOf(stages);
    links = List.copyOf(links);
    new Validation(stages, links).check();
  }

  /** The stage that {@code operator} is in. */
  public Stage stageOf(OperatorId operator) {
    for (Stage stage : stages) {
      for (OperatorNode node : stage.operators()) {
        if (node.id().equals(operator)) {
          return stage;
        }
      }
    }
    throw new IllegalArgumentException("no operator %s in this plan".formatted(operator));
  }

  /**
   * Whether a subtask of {@code stage} may have several lanes: no operator minds, and elements come
   * by an exchange, which promises no order.
   */
  public boolean isElastic(Stage stage) {
    return stage.operators().stream().allMatch(node -> node.factory().runsInLanes())
        && links.stream()
            .filter(link -> stage.has(link.to().operator()) && !stage.has(link.from().operator()))
            .map(Link::partitioning)
            .anyMatch(
                spread ->
                    spread instanceof Partitioning.Rebalance
                        || spread instanceof Partitioning.ByKeyGroup);
  }

  /** Number of subtasks over all stages. */
  public int subtasks() {
    return stages.stream().mapToInt(Stage::parallelism).sum();
  }

  /** Checks what the record's description promises. */
  private record Validation(
      List<Stage> stages,
      List<Link> links,
      Map<OperatorId, OperatorNode> nodes,
      Map<OperatorId, Stage> stageOf,
      Map<OperatorId, Integer> order) {

    Validation(List<Stage> stages, List<Link> links) {
      this(stages, links, new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    void check() {
      for (int i = 0; i < stages.size(); i++) {
        Stage stage = stages.get(i);
        if (stage.id().value() != i) {
          throw new IllegalArgumentException(
              "%s stands at place %d of the plan".formatted(stage.id(), i));
        }
        stage.operators().forEach(node -> enter(stage, node));
        checkStart(stage);
      }
      links.forEach(this::checkLink);
      checkPorts();
    }

    private static void checkStart(Stage stage) {
      for (StageId before : stage.startsAfter()) {
        if (before.compareTo(stage.id()) >= 0) {
          throw new IllegalArgumentException(
              "%s starts after %s, which does not come before it".formatted(stage.id(), before));
        }
      }
    }

    private void enter(Stage stage, OperatorNode node) {
      if (nodes.put(node.id(), node) != null) {
        throw new IllegalArgumentException("two operators have the id %s".formatted(node.id()));
      }
      stageOf.put(node.id(), stage);
      order.put(node.id(), order.size());
    }

    private void checkLink(Link link) {
      OperatorNode from = node(link, link.from().operator());
      OperatorNode to = node(link, link.to().operator());
      if (link.from().index() >= from.outputs().size() || link.to().port() >= to.inputs().size()) {
        throw new IllegalArgumentException(
            "link %s names a port that does not exist: %s has %d outputs, %s has %d inputs"
                .formatted(link, from.id(), from.outputs().size(), to.id(), to.inputs().size()));
      }
      if (position(from) >= position(to)) {
        throw new IllegalArgumentException(
            "link %s goes against the order of the plan".formatted(link));
      }
      checkForward(link);
    }

    private void checkForward(Link link) {
      Stage from = stage(link.from().operator());
      Stage to = stage(link.to().operator());
      boolean forward = link.partitioning() instanceof Partitioning.Forward;
      if (forward && from.parallelism() != to.parallelism()) {
        throw new IllegalArgumentException(
            "link %s is forward, but parallelism is %d before and %d after"
                .formatted(link, from.parallelism(), to.parallelism()));
      }
      if (!forward && from.equals(to)) {
        throw new IllegalArgumentException(
            "link %s is inside %s and must be forward".formatted(link, from.id()));
      }
    }

    private void checkPorts() {
      Set<Link.Input> linked = new HashSet<>();
      for (Link link : links) {
        if (!linked.add(link.to())) {
          throw new IllegalArgumentException("two links lead to %s".formatted(link.to()));
        }
      }
      for (OperatorNode node : nodes.values()) {
        for (int port = 0; port < node.inputs().size(); port++) {
          if (!linked.contains(new Link.Input(node.id(), port))) {
            throw new IllegalArgumentException(
                "no link leads to input %d of %s".formatted(port, node.id()));
          }
        }
      }
    }

    private OperatorNode node(Link link, OperatorId id) {
      OperatorNode node = nodes.get(id);
      if (node == null) {
        throw new IllegalArgumentException(
            "link %s names %s, which is not in the plan".formatted(link, id));
      }
      return node;
    }

    private int position(OperatorNode node) {
      return order.getOrDefault(node.id(), -1);
    }

    private Stage stage(OperatorId id) {
      Stage stage = stageOf.get(id);
      if (stage == null) {
        throw new IllegalArgumentException("%s is in no stage".formatted(id));
      }
      return stage;
    }
  }
}
