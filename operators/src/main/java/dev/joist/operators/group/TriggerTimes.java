// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Optional;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterSynchronizedProcessingTime;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowingStrategy;

/** Which times triggers look at. */
public final class TriggerTimes {

  private TriggerTimes() {}

  /**
   * Why grouping under {@code windowing} cannot wait until all input is there, although nobody
   * waits for early results, if it cannot.
   */
  public static Optional<String> objectionToGathering(WindowingStrategy<?, ?> windowing) {
    return lookAtClock(windowing.getTrigger())
        ? Optional.of("its trigger looks at the clock")
        : Optional.empty();
  }

  /** Whether a trigger, or one that it is made of, fires by processing time. */
  static boolean lookAtClock(Trigger trigger) {
    return trigger instanceof AfterProcessingTime
        || trigger instanceof AfterSynchronizedProcessingTime
        || trigger.subTriggers().stream().anyMatch(TriggerTimes::lookAtClock);
  }
}
