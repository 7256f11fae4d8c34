// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Optional;
import org.apache.beam.runners.core.LateDataUtils;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;

/**
 * Whether grouping may be done by an {@link EndOfWindowOperator}: windows fire at their ends, and
 * once more for what comes late, and there is nothing else to know about them.
 */
public final class WindowEnds {

  /** Of the only pane of a window that fires once. */
  static final PaneInfo ONLY_PANE = PaneInfo.createPane(true, true, Timing.ON_TIME, 0, 0);

  /** Of the only pane of a window of which all came late. */
  static final PaneInfo ONLY_LATE_PANE = PaneInfo.createPane(true, true, Timing.LATE, 0, 0);

  private WindowEnds() {}

  /** Why grouping under {@code windowing} needs the general operator, if it does. */
  public static Optional<String> objection(WindowingStrategy<?, ?> windowing) {
    return windowing.needsMerge() ? Optional.of("its windows merge") : objectionToEnds(windowing);
  }

  /** Whether windows fire once, at their ends, if all of their elements come in time. */
  static boolean fireOnce(WindowingStrategy<?, ?> windowing) {
    return objectionToFiring(windowing).isEmpty();
  }

  /** Why sessions under {@code windowing} cannot grow in place and fire once, if they cannot. */
  public static Optional<String> objectionToSessions(WindowingStrategy<?, ?> windowing) {
    if (!windowing.needsMerge() || !(windowing.getWindowFn() instanceof Sessions)) {
      return Optional.of("its windows are not sessions");
    }
    return objectionToMerging(windowing);
  }

  /** Why windows under {@code windowing} cannot merge in place and fire once, if they cannot. */
  public static Optional<String> objectionToMerging(WindowingStrategy<?, ?> windowing) {
    if (!windowing.needsMerge()) {
      return Optional.of("its windows do not merge");
    }
    return objectionToEnds(windowing).or(() -> objectionToLateness(windowing));
  }

  private static Optional<String> objectionToEnds(WindowingStrategy<?, ?> windowing) {
    if (windowing.getTimestampCombiner() != TimestampCombiner.END_OF_WINDOW) {
      return Optional.of(
          "its panes take the timestamp %s of their elements"
              .formatted(windowing.getTimestampCombiner()));
    }
    return objectionToFiring(windowing);
  }

  private static Optional<String> objectionToFiring(WindowingStrategy<?, ?> windowing) {
    if (windowing.getClosingBehavior() != ClosingBehavior.FIRE_IF_NON_EMPTY
        && isLateDataAllowed(windowing)) {
      return Optional.of("its last panes fire even if they are empty");
    }
    return firesAtTheEnd(windowing)
        ? Optional.empty()
        : Optional.of("its trigger is %s".formatted(windowing.getTrigger()));
  }

  /**
   * Why grouping under {@code windowing} cannot go beyond memory where results are due at the ends
   * of windows, if it cannot.
   */
  public static Optional<String> objectionToSpilling(WindowingStrategy<?, ?> windowing) {
    return objection(windowing).or(() -> objectionToLateness(windowing));
  }

  private static Optional<String> objectionToLateness(WindowingStrategy<?, ?> windowing) {
    return isLateDataAllowed(windowing)
        ? Optional.of("its windows outlive their ends")
        : Optional.empty();
  }

  /** A window that expires when it ends never sees what a trigger does after the end. */
  private static boolean firesAtTheEnd(WindowingStrategy<?, ?> windowing) {
    Trigger trigger = windowing.getTrigger();
    return trigger instanceof DefaultTrigger
        || (trigger instanceof AfterWatermark.FromEndOfWindow && !isLateDataAllowed(windowing));
  }

  /** Whether windows outlive their ends. */
  static boolean isLateDataAllowed(WindowingStrategy<?, ?> windowing) {
    return windowing.getAllowedLateness().isLongerThan(Duration.ZERO);
  }

  /** The last millisecond of event time at which elements of {@code window} are not too late. */
  static long expiryMillis(BoundedWindow window, WindowingStrategy<?, ?> windowing) {
    return LateDataUtils.garbageCollectionTime(window, windowing).getMillis();
  }
}
