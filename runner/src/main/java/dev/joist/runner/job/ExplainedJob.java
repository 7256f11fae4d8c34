// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.execution.metrics.StageProgress;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/** Stands for a job of which only the plan was wanted: it has not been started, and will not be. */
public final class ExplainedJob implements RunningJob {

  @Override
  public PipelineResult.State state() {
    return PipelineResult.State.STOPPED;
  }

  @Override
  public @Nullable Throwable failure() {
    return null;
  }

  @Override
  public void awaitEnd() {}

  @Override
  public boolean awaitEnd(long millis) {
    return true;
  }

  @Override
  public void cancel() {}

  @Override
  public void drain() {}

  @Override
  public Set<String> steps() {
    return Set.of();
  }

  @Override
  public MetricsContainerStepMap attemptedMetrics() {
    return new MetricsContainerStepMap();
  }

  @Override
  public MetricsContainerStepMap committedMetrics() {
    return new MetricsContainerStepMap();
  }

  @Override
  public List<StageProgress> progress() {
    return List.of();
  }

  @Override
  public void whenEnded(Runnable action) {
    action.run();
  }
}
