// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.translation.logical.LogicalNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Lets the sources of a job that ends begin after the views that their elements will be asked for,
 * so that no element has to wait for a view in memory.
 *
 * <p>A source whose elements the view is itself made from cannot wait for it, nor can one that the
 * view waits for by way of other views: a wait is left out where it would close a circle, and the
 * elements wait at their reader instead.
 *
 * <p>Nor does anything wait for a view whose panes replace each other with different parts of its
 * collection: what such a view says at the end is not more than what it said before.
 */
final class ViewsFirst {

  private ViewsFirst() {}

  /** Takes time O(stages) for each view. */
  static void delaySources(List<DraftStage> stages) {
    for (DraftStage view : stages.stream().filter(ViewsFirst::endsComplete).toList()) {
      Set<DraftStage> sources = sourcesOfReaders(view, stages);
      if (!sources.isEmpty()) {
        // What comes before the view does not change while sources that are not among it wait.
        Set<DraftStage> before = StageOrder.upTo(view);
        sources.stream()
            .filter(source -> !before.contains(source) && !isTestStream(source))
            .forEach(source -> source.startsAfter().add(view));
      }
    }
  }

  /** Test streams play on one clock, event by event: none of them may stand aside. */
  private static boolean isTestStream(DraftStage stage) {
    return stage.nodes().get(0) instanceof LogicalNode.TestStream;
  }

  /** Whether the last pane of each window has all that is in it. */
  private static boolean endsComplete(DraftStage stage) {
    if (!(stage.nodes().get(0) instanceof LogicalNode.CreateView view)) {
      return false;
    }
    WindowingStrategy<?, ?> windowing = view.spec().windowing();
    Trigger trigger = windowing.getTrigger();
    return windowing.getMode() == WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES
        || trigger instanceof DefaultTrigger
        || trigger instanceof Never.NeverTrigger
        || trigger instanceof AfterWatermark.FromEndOfWindow;
  }

  /** The stages without main input whose elements come to a stage that reads {@code view}. */
  private static Set<DraftStage> sourcesOfReaders(DraftStage view, List<DraftStage> stages) {
    Deque<DraftStage> open =
        new ArrayDeque<>(stages.stream().filter(stage -> stage.views().contains(view)).toList());
    Set<DraftStage> seen = new HashSet<>(open);
    Set<DraftStage> sources = new HashSet<>();
    for (DraftStage stage = open.poll(); stage != null; stage = open.poll()) {
      boolean isSource = true;
      for (DraftStage from : stage.upstream()) {
        if (!stage.views().contains(from)) {
          isSource = false;
          if (seen.add(from)) {
            open.add(from);
          }
        }
      }
      if (isSource) {
        sources.add(stage);
      }
    }
    return sources;
  }
}
