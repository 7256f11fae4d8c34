// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import org.apache.beam.runners.core.LateDataDroppingDoFnRunner;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;

/** The counter of elements that came too late for their window, under the name that Beam gives. */
public final class DroppedElements {

  /** Name of the counter, in the step that drops. */
  public static final MetricName TOO_LATE =
      MetricName.named(
          LateDataDroppingDoFnRunner.class, LateDataDroppingDoFnRunner.DROPPED_DUE_TO_LATENESS);

  private DroppedElements() {}

  /** The counter of the step in whose scope it is used. */
  public static Counter tooLate() {
    return Metrics.counter(TOO_LATE.getNamespace(), TOO_LATE.getName());
  }
}
