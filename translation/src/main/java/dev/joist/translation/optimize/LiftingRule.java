// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * When combining before the exchange cannot be seen in the results.
 *
 * <p>The trigger must not count elements, because accumulators are fewer; windows must not merge
 * afterwards; and the timestamp of a pane must not depend on which of its elements came late,
 * because an accumulator mixes them.
 */
final class LiftingRule {

  private LiftingRule() {}

  /** Why a Combine under {@code windowing} must stay whole, if it must. */
  static Optional<String> objection(WindowingStrategy<?, ?> windowing) {
    if (windowing.needsMerge()) {
      return Optional.of("its windows merge after the exchange");
    }
    if (windowing.getTimestampCombiner() != TimestampCombiner.END_OF_WINDOW) {
      return Optional.of(
          "panes take the timestamp %s of their elements, which late elements must not change"
              .formatted(windowing.getTimestampCombiner()));
    }
    return objection(windowing.getTrigger());
  }

  private static Optional<String> objection(Trigger trigger) {
    if (trigger instanceof DefaultTrigger || trigger instanceof Never.NeverTrigger) {
      return Optional.empty();
    }
    boolean afterWatermark =
        trigger instanceof AfterWatermark.FromEndOfWindow
            || trigger instanceof AfterWatermark.AfterWatermarkEarlyAndLate;
    if (!afterWatermark) {
      return Optional.of("its trigger %s is not that of the watermark".formatted(trigger));
    }
    return countsElements(trigger)
        ? Optional.of("its trigger %s counts elements".formatted(trigger))
        : Optional.empty();
  }

  private static boolean countsElements(Trigger trigger) {
    Deque<Trigger> open = new ArrayDeque<>(List.of(trigger));
    for (Trigger next = open.poll(); next != null; next = open.poll()) {
      if (next instanceof AfterPane) {
        return true;
      }
      open.addAll(next.subTriggers());
    }
    return false;
  }
}
