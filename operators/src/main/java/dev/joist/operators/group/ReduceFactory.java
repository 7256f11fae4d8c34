// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.StopFlag;
import org.apache.beam.runners.core.ReduceFn;
import org.apache.beam.runners.core.ReduceFnRunner;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.runners.core.triggers.ExecutableTriggerStateMachine;
import org.apache.beam.runners.core.triggers.TriggerStateMachines;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.WindowedValueReceiver;
import org.apache.beam.sdk.util.construction.TriggerTranslation;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Makes Beam's {@code ReduceFnRunner} for a key: the general way to group, right for every trigger,
 * window function and accumulation mode.
 */
final class ReduceFactory<K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow> {

  private final WindowingStrategy<?, W> windowing;

  /** Made once: it keeps all that changes in the state of the key. */
  private final ExecutableTriggerStateMachine trigger;

  private final ReduceFn<K, InputT, OutputT, W> reduceFn;
  private final WindowedValueReceiver<KV<K, OutputT>> output;
  private final PipelineOptions options;

  /**
   * A factory.
   *
   * @param stop raised when the runners are to do nothing any more
   */
  ReduceFactory(
      WindowingStrategy<?, W> windowing,
      ReduceFn<K, InputT, OutputT, W> reduceFn,
      WindowedValueReceiver<KV<K, OutputT>> output,
      PipelineOptions options,
      StopFlag stop) {
    this.windowing = windowing;
    this.trigger =
        ExecutableTriggerStateMachine.create(
            TriggerStateMachines.stateMachineForTrigger(
                TriggerTranslation.toProto(windowing.getTrigger())));
    this.reduceFn = new StoppingReduceFn<>(reduceFn, stop);
    this.output = output;
    this.options = options;
  }

  /** A runner over the state and the timers of {@code key}. */
  @SuppressWarnings("NullAway") // Beam's interface takes null keys and no side inputs, unannotated.
  ReduceFnRunner<K, InputT, OutputT, W> create(K key, StateInternals state, TimerInternals timers) {
    return new ReduceFnRunner<>(
        key, windowing, trigger, state, timers, output, null, reduceFn, options);
  }
}
