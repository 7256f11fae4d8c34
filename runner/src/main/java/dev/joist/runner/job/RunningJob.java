// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.runner.progress.JobView;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/**
 * A job that was started, as the result of a pipeline needs to see it.
 *
 * <p><b>Threading:</b> all methods may be called from any thread.
 */
public interface RunningJob extends JobView {

  /** {@code RUNNING}, or how the job ended. Once it ended, metrics no longer change. */
  @Override
  PipelineResult.State state();

  /** What ended the job; null unless its state is {@code FAILED}. */
  @Nullable Throwable failure();

  /** Blocks until the job ended. */
  void awaitEnd() throws InterruptedException;

  /** Blocks until the job ended or {@code millis} passed; returns whether it ended. */
  boolean awaitEnd(long millis) throws InterruptedException;

  /**
   * Asks the job to stop, and waits some seconds for it to have stopped; does nothing to a job that
   * ended.
   */
  void cancel();

  /** The threads of the job that have not ended, to tell people what keeps it from stopping. */
  default List<BusyThread> busyThreads() {
    return List.of();
  }

  /** Has the job take nothing more in and end with what there is, without waiting for that. */
  void drain();

  /** The names of the steps that may have metrics. */
  Set<String> steps();

  /** User metrics of all bundles, also of those that failed or run now. */
  MetricsContainerStepMap attemptedMetrics();

  /** User metrics of the bundles whose results are kept. */
  MetricsContainerStepMap committedMetrics();

  /** Calls {@code action} once the job ended, at once if it has; on any thread. */
  void whenEnded(Runnable action);
}
