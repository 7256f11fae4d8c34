// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobState;
import dev.joist.execution.metrics.StageProgress;
import dev.joist.operators.metrics.StepMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A job of this process.
 *
 * <p><b>Threading:</b> a thread of its own waits for the end of the job. It is no daemon, so that a
 * program which starts a pipeline and returns lives until the pipeline ends.
 */
public final class InProcessJob implements RunningJob {

  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(10);

  private final Job job;
  private final StepMetrics metrics;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private InProcessJob(Job job, StepMetrics metrics) {
    this.job = job;
    this.metrics = metrics;
  }

  /** Watches over {@code job}, whose operators write to {@code metrics}. */
  public static InProcessJob of(Job job, StepMetrics metrics) {
    InProcessJob running = new InProcessJob(job, metrics);
    new Thread(running::awaitAndTell, "joist-job " + job.name()).start();
    return running;
  }

  /** Nobody is meant to interrupt this thread; if somebody does, the job still decides. */
  private void awaitAndTell() {
    while (!ended.isDone()) {
      try {
        job.await();
        ended.complete(null);
      } catch (InterruptedException e) {
        LoggerFactory.getLogger(InProcessJob.class).debug("{} goes on", job.name(), e);
      }
    }
  }

  @Override
  public PipelineResult.State state() {
    return switch (job.state()) {
      case RUNNING, FAILING, CANCELLING -> PipelineResult.State.RUNNING;
      case DONE -> PipelineResult.State.DONE;
      case FAILED -> PipelineResult.State.FAILED;
      case CANCELLED -> PipelineResult.State.CANCELLED;
    };
  }

  @Override
  public @Nullable Throwable failure() {
    return job.failure().orElse(null);
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    job.await();
  }

  @Override
  public boolean awaitEnd(long millis) throws InterruptedException {
    return job.await(Duration.ofMillis(millis)).isFinal();
  }

  @Override
  public void cancel() {
    job.cancel();
    try {
      job.await(CANCEL_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public MetricsContainerStepMap attemptedMetrics() {
    return metrics.merged();
  }

  /** Without snapshots a job commits what it did when it is done, and nothing if it fails. */
  @Override
  public MetricsContainerStepMap committedMetrics() {
    return job.state() == JobState.DONE ? metrics.merged() : new MetricsContainerStepMap();
  }

  @Override
  public List<StageProgress> progress() {
    return job.progress();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the action
  public void whenEnded(Runnable action) {
    ended.thenRun(action);
  }
}
