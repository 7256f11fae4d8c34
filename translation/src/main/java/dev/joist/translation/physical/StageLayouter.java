// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the nodes of one plan into stages, in the order of the plan. */
final class StageLayouter {

  private static final Spread FORWARD = new Spread.Forward();
  private static final Spread REBALANCE = new Spread.Rebalance();
  private static final Spread BROADCAST = new Spread.Broadcast();

  private final LogicalPlan plan;
  private final int parallelism;
  private final Map<CollectionId, List<LogicalNode>> consumers;
  private final Map<CollectionId, DraftStage> stageOf = new HashMap<>();
  private final List<DraftStage> stages = new ArrayList<>();
  private final List<StageLayout.NodeLink> links = new ArrayList<>();

  StageLayouter(LogicalPlan plan, int parallelism) {
    this.plan = plan;
    this.parallelism = parallelism;
    this.consumers = plan.consumers();
  }

  StageLayout layout(boolean viewsFirst) {
    plan.nodes().forEach(this::place);
    if (viewsFirst) {
      ViewsFirst.delaySources(stages);
    }
    Set<DraftStage> telling = ProducersTime.tellingStages(stages);
    List<DraftStage> sorted = StageOrder.sorted(stages);
    Map<DraftStage, Integer> numbers = new HashMap<>();
    sorted.forEach(stage -> numbers.put(stage, numbers.size()));
    List<StageLayout.FusedStage> fused =
        sorted.stream().map(stage -> fused(stage, numbers, telling.contains(stage))).toList();
    return new StageLayout(fused, links);
  }

  private static StageLayout.FusedStage fused(
      DraftStage stage, Map<DraftStage, Integer> numbers, boolean tellsTime) {
    List<Integer> after =
        stage.startsAfter().stream().map(view -> numbers.getOrDefault(view, -1)).sorted().toList();
    return new StageLayout.FusedStage(stage.parallelism(), stage.nodes(), after, tellsTime);
  }

  private void place(LogicalNode node) {
    Start.of(node).tell(new Placing(node));
  }

  /** Finds the stage of one node. */
  private final class Placing implements Start.Receiver {

    private final LogicalNode node;

    Placing(LogicalNode node) {
      this.node = node;
    }

    @Override
    public void source(boolean single) {
      put(node, newStage(single ? 1 : parallelism), FORWARD);
    }

    @Override
    public void chained() {
      DraftStage before = mainStage(node);
      put(node, canJoin(node, before) ? before : newStage(before.parallelism()), FORWARD);
    }

    @Override
    public void behind() {
      put(node, newStage(mainStage(node).parallelism()), FORWARD);
    }

    @Override
    public void united() {
      placeUnited(node);
    }

    @Override
    public void exchanged(Spread spread) {
      placeExchanged(node, spread);
    }

    @Override
    public void gathered() {
      put(node, newClosedStage(), REBALANCE);
    }
  }

  /**
   * A Flatten of one stage is free. One of several stages stands behind the exchange that follows
   * it, if one does, so that elements travel once; else it opens a stage.
   */
  private void placeUnited(LogicalNode node) {
    Set<DraftStage> sources = new LinkedHashSet<>();
    node.inputs().forEach(input -> sources.add(stageOf(input)));
    if (sources.size() == 1 && mainStage(node).isOpen()) {
      put(node, mainStage(node), FORWARD);
      return;
    }
    Optional<Spread> exchange = onlyExchangeAfter(node);
    if (exchange.isPresent() && !sources.isEmpty()) {
      put(node, newStage(parallelism), exchange.get());
    } else {
      int widest = sources.stream().mapToInt(DraftStage::parallelism).max().orElse(1);
      put(node, newStage(widest), FORWARD);
    }
  }

  private void placeExchanged(LogicalNode node, Spread spread) {
    DraftStage before = mainStage(node);
    boolean spreadAlready =
        before.nodes().size() == 1
            && before.nodes().get(0) instanceof LogicalNode.Flatten flatten
            && flatten.inputs().size() > 1
            && flatten.outputs().equals(List.of(node.inputs().get(0)))
            && onlyExchangeAfter(flatten).isPresent()
            && canJoin(node, before);
    if (spreadAlready) {
      put(node, before, FORWARD);
    } else {
      put(node, newStage(parallelism), spread);
    }
  }

  /** How the one reader of {@code flatten} wants its input spread, if it does. */
  private Optional<Spread> onlyExchangeAfter(LogicalNode flatten) {
    List<LogicalNode> readers = consumers.getOrDefault(flatten.outputs().get(0), List.of());
    if (readers.size() == 1
        && readers.get(0).inputs().get(0).equals(flatten.outputs().get(0))
        && Start.of(readers.get(0)) instanceof Start.Exchanged exchanged) {
      return Optional.of(exchanged.spread());
    }
    return Optional.empty();
  }

  /** Whether {@code node} may join {@code stage} without making a circle of stages. */
  private boolean canJoin(LogicalNode node, DraftStage stage) {
    if (!stage.isOpen()) {
      return false;
    }
    List<DraftStage> others =
        node.inputs().stream().map(this::stageOf).filter(other -> other != stage).toList();
    return others.isEmpty() || !StageOrder.dependsOn(others, stage);
  }

  private void put(LogicalNode node, DraftStage stage, Spread mainSpread) {
    stage.nodes().add(node);
    node.outputs().forEach(output -> stageOf.put(output, stage));
    for (int port = 0; port < node.inputs().size(); port++) {
      CollectionId input = node.inputs().get(port);
      DraftStage from = stageOf(input);
      boolean side = port > 0 && !(node instanceof LogicalNode.Flatten);
      links.add(
          new StageLayout.NodeLink(
              input, node, port, side ? BROADCAST : spread(from, stage, mainSpread)));
      if (from != stage) {
        stage.upstream().add(from);
      }
      if (side) {
        stage.views().add(from);
      }
    }
  }

  private static Spread spread(DraftStage from, DraftStage to, Spread wanted) {
    if (from == to) {
      return FORWARD;
    }
    boolean needsSpreading = wanted == FORWARD && from.parallelism() != to.parallelism();
    return needsSpreading ? REBALANCE : wanted;
  }

  private DraftStage newStage(int subtasks) {
    return newStage(subtasks, true);
  }

  private DraftStage newClosedStage() {
    return newStage(1, false);
  }

  private DraftStage newStage(int subtasks, boolean open) {
    DraftStage stage = new DraftStage(stages.size(), subtasks, open);
    stages.add(stage);
    return stage;
  }

  private DraftStage mainStage(LogicalNode node) {
    return stageOf(node.inputs().get(0));
  }

  private DraftStage stageOf(CollectionId collection) {
    DraftStage stage = stageOf.get(collection);
    if (stage == null) {
      throw new IllegalStateException("%s is in no stage yet".formatted(collection));
    }
    return stage;
  }
}
