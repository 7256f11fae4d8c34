// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.translation.logical.LogicalNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.windowing.AfterSynchronizedProcessingTime;
import org.apache.beam.sdk.transforms.windowing.Trigger;

/** Finds the stages whose processing time a trigger waits for: synchronized processing time. */
final class ProducersTime {

  private ProducersTime() {}

  /** All stages that come, however indirectly, before a node with such a trigger. */
  static Set<DraftStage> tellingStages(List<DraftStage> stages) {
    Set<DraftStage> telling = new HashSet<>();
    for (DraftStage stage : stages) {
      if (stage.nodes().stream().anyMatch(ProducersTime::waits)) {
        stage.upstream().forEach(from -> telling.addAll(StageOrder.upTo(from)));
      }
    }
    return telling;
  }

  private static boolean waits(LogicalNode node) {
    if (node instanceof LogicalNode.GroupByKey group) {
      return waits(group.spec().windowing().getTrigger());
    }
    if (node instanceof LogicalNode.CombinePerKey combine) {
      return waits(combine.spec().windowing().getTrigger());
    }
    return node instanceof LogicalNode.CreateView view
        && waits(view.spec().windowing().getTrigger());
  }

  private static boolean waits(Trigger trigger) {
    return trigger instanceof AfterSynchronizedProcessingTime
        || trigger.subTriggers().stream().anyMatch(ProducersTime::waits);
  }
}
