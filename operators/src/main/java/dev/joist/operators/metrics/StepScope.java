// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.function.LongSupplier;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.metrics.MetricsEnvironment.MetricsEnvironmentState;
import org.jspecify.annotations.Nullable;

/**
 * Where the metrics of one step in one subtask go while its code runs.
 *
 * <p>It keeps the thread's state at hand, so that entering costs two field writes and no look-up.
 * To be made on the thread of its subtask.
 */
public final class StepScope {

  private final StepContainer container;
  private final MetricsEnvironmentState thread;
  private final RunningStep running;

  public StepScope(StepMetrics metrics, String step) {
    this.container = metrics.newContainer(step);
    this.thread = MetricsEnvironment.getMetricsEnvironmentStateForCurrentThread();
    this.running = metrics.runningStep();
  }

  /** Makes the step's container the thread's; returns the one before, for {@link #exit}. */
  public @Nullable MetricsContainer enter() {
    running.is(container);
    return thread.activate(container);
  }

  /** Makes {@code before} the thread's container again. */
  public void exit(@Nullable MetricsContainer before) {
    running.is(before);
    thread.activate(before);
  }

  /** The step takes an element; what it reads by itself is told by {@link #reads}. */
  public void takesElement() {
    container.countTaken();
  }

  /** The step reads: {@code count}, which any thread may ask, tells how many elements so far. */
  public void reads(LongSupplier count) {
    container.addRead(count);
  }

  /** A bundle ended: what the step wrote so far is committed. */
  public void commit() {
    container.commit();
  }

  public MetricsContainer container() {
    return container;
  }
}
