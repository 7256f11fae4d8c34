// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;

/** What a DoFn without state finds where a stateful one has its state. */
record NoStepContext(String transform, BundleCallbacks callbacks) implements StepContext {

  @Override
  public BundleFinalizer bundleFinalizer() {
    return callbacks;
  }

  @Override
  public StateInternals stateInternals() {
    throw new UnsupportedOperationException(
        "%s asks for state, but it was planned as a DoFn without state".formatted(transform));
  }

  @Override
  public TimerInternals timerInternals() {
    throw new UnsupportedOperationException(
        "%s asks for timers, but it was planned as a DoFn without timers".formatted(transform));
  }
}
