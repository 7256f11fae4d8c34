// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.logging;

import dev.joist.operators.metrics.StepContainer;
import java.util.Optional;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.metrics.MetricsEnvironment.MetricsEnvironmentState;

/** The step whose code a thread runs: it is the one whose metrics it would write. */
final class CurrentStep {

  private CurrentStep() {}

  /** The full name of the calling thread's step; empty outside of steps. */
  static Optional<String> name() {
    // To ask for the container has Beam log an error where there is none.
    MetricsEnvironmentState thread =
        MetricsEnvironment.getMetricsEnvironmentStateForCurrentThread();
    MetricsContainer container = thread.activate(null);
    thread.activate(container);
    return container instanceof StepContainer step ? Optional.of(step.step()) : Optional.empty();
  }
}
