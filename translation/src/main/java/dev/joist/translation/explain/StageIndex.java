// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.physical.Spread;
import dev.joist.translation.physical.StageLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What arrives at each stage of a layout, and from where. */
final class StageIndex {

  private final Map<CollectionId, Integer> makers = new HashMap<>();
  private final List<List<Arrival>> arrivals = new ArrayList<>();

  /**
   * Elements that come to a stage from another one.
   *
   * @param from number of the stage that they come from
   * @param to the node that they go to
   * @param port which of its inputs
   * @param spread how they are spread
   */
  record Arrival(int from, LogicalNode to, int port, Spread spread) {

    /** Whether they are the panes of a view. */
    boolean isView() {
      return spread instanceof Spread.Broadcast;
    }
  }

  StageIndex(StageLayout layout) {
    Map<String, Integer> stageOf = new HashMap<>();
    for (int stage = 0; stage < layout.stages().size(); stage++) {
      arrivals.add(new ArrayList<>());
      for (LogicalNode node : layout.stages().get(stage).nodes()) {
        stageOf.put(node.name(), stage);
        int number = stage;
        node.outputs().forEach(output -> makers.put(output, number));
      }
    }
    layout.links().forEach(link -> enter(link, stageOf.getOrDefault(link.to().name(), -1)));
    Comparator<Arrival> order = Comparator.comparing(Arrival::isView);
    arrivals.forEach(all -> all.sort(order.thenComparingInt(Arrival::from)));
  }

  /** What comes to stage {@code number} from others: elements first, then views. */
  List<Arrival> arrivals(int number) {
    return List.copyOf(arrivals.get(number));
  }

  /** What comes to each node of stage {@code number} from other stages, by the node's name. */
  Map<String, List<Arrival>> arrivalsByNode(int number) {
    Map<String, List<Arrival>> byNode = new HashMap<>();
    arrivals
        .get(number)
        .forEach(
            arrival ->
                byNode.computeIfAbsent(arrival.to().name(), n -> new ArrayList<>()).add(arrival));
    return byNode;
  }

  private void enter(StageLayout.NodeLink link, int to) {
    int from = makers.getOrDefault(link.collection(), -1);
    if (from != to) {
      arrivals.get(to).add(new Arrival(from, link.to(), link.port(), link.spread()));
    }
  }
}
