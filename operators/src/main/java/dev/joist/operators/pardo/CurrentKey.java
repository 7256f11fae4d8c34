// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.operators.state.BeamStateInternals;
import dev.joist.operators.time.Keyed;
import dev.joist.operators.time.KeyedTimers;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.state.State;
import org.apache.beam.sdk.state.StateContext;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.jspecify.annotations.Nullable;

/** State and timers of the key that is being processed. */
final class CurrentKey<K extends @Nullable Object> implements StepContext, StateInternals {

  private final BeamStateInternals<K> states;
  private final KeyedTimers<K> timers;
  private final BundleCallbacks callbacks;
  private @Nullable Keyed<K> key;
  private @Nullable StateInternals state;

  CurrentKey(BeamStateInternals<K> states, KeyedTimers<K> timers, BundleCallbacks callbacks) {
    this.callbacks = callbacks;
    this.states = states;
    this.timers = timers;
  }

  void select(Keyed<K> newKey) {
    key = newKey;
    state = states.useKey(newKey.key());
  }

  @Override
  public StateInternals stateInternals() {
    return this;
  }

  @Override
  public BundleFinalizer bundleFinalizer() {
    return callbacks;
  }

  @Override
  public TimerInternals timerInternals() {
    return timers;
  }

  @Override
  @SuppressWarnings("NullAway") // A key may be null; Beam's interface does not say so.
  public @Nullable Object getKey() {
    return key == null ? null : key.key();
  }

  @Override
  public <T extends State> T state(
      StateNamespace namespace, StateTag<T> address, StateContext<?> context) {
    StateInternals selected = state;
    if (selected == null) {
      throw new IllegalStateException("state %s was asked for outside any key".formatted(address));
    }
    return selected.state(namespace, address, context);
  }
}
