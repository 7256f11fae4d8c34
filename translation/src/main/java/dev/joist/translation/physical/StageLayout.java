// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.List;

/**
 * Which nodes of a plan run fused, and how their elements travel.
 *
 * <p>A node joins the stage of its input. A stage ends only where elements have to change subtask
 * (keyed input, Reshuffle, the gathering of a view), before stable input, where a Flatten unites
 * several stages, and where joining would make two stages wait for each other.
 *
 * @param stages in topological order
 * @param links in the order of the nodes that they lead to
 */
public record StageLayout(List<FusedStage> stages, List<NodeLink> links) {

  public StageLayout {
    stages = List.copyOf(stages);
    links = List.copyOf(links);
  }

  /**
   * Lays out {@code plan}.
   *
   * <p>Takes time O(n log n), and for each view and each ParDo with side inputs O(stages) besides.
   *
   * @param parallelism subtasks of each stage that may have more than one
   * @param viewsFirst whether sources wait for the views that their elements will be asked for,
   *     where they can: in jobs that end
   */
  public static StageLayout of(LogicalPlan plan, int parallelism, boolean viewsFirst) {
    return new StageLayouter(plan, parallelism).layout(viewsFirst);
  }

  /**
   * Nodes that run fused.
   *
   * @param parallelism number of subtasks
   * @param nodes in topological order
   * @param startsAfter numbers of the stages, all lower than its own, that have to be done before
   *     its source begins
   * @param tellsTime whether a trigger further on waits for how far the stage is in processing time
   */
  public record FusedStage(
      int parallelism, List<LogicalNode> nodes, List<Integer> startsAfter, boolean tellsTime) {

    public FusedStage {
      nodes = List.copyOf(nodes);
      startsAfter = List.copyOf(startsAfter);
    }
  }

  /**
   * A collection on its way to one input port.
   *
   * @param collection what travels
   * @param to the node that reads it
   * @param port which of its inputs
   * @param spread how it travels
   */
  public record NodeLink(CollectionId collection, LogicalNode to, int port, Spread spread) {}
}
