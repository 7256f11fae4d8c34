// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.StopFlag;
import org.apache.beam.runners.core.MergingStateAccessor;
import org.apache.beam.runners.core.ReduceFn;
import org.apache.beam.runners.core.StateAccessor;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * What another function does, until the job stops: a {@code ReduceFnRunner} calls it for each
 * element and each pane, in loops of its own.
 */
final class StoppingReduceFn<K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    extends ReduceFn<K, InputT, OutputT, W> {

  private static final long serialVersionUID = 1L;

  private final ReduceFn<K, InputT, OutputT, W> fn;

  /** It never leaves its subtask. */
  private final transient StopFlag stop;

  StoppingReduceFn(ReduceFn<K, InputT, OutputT, W> fn, StopFlag stop) {
    this.fn = fn;
    this.stop = stop;
  }

  @Override
  public void processValue(ProcessValueContext context) throws Exception {
    stop.check();
    fn.processValue(context);
  }

  @Override
  public void onMerge(OnMergeContext context) throws Exception {
    stop.check();
    fn.onMerge(context);
  }

  @Override
  public void onTrigger(OnTriggerContext context) throws Exception {
    stop.check();
    fn.onTrigger(context);
  }

  @Override
  public void prefetchOnMerge(MergingStateAccessor<K, W> state) throws Exception {
    fn.prefetchOnMerge(state);
  }

  @Override
  public void prefetchOnTrigger(StateAccessor<K> state) {
    fn.prefetchOnTrigger(state);
  }

  @Override
  public void clearState(Context context) throws Exception {
    fn.clearState(context);
  }

  @Override
  public ReadableState<Boolean> isEmpty(StateAccessor<K> state) {
    return fn.isEmpty(state);
  }
}
