// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobState;
import dev.joist.execution.metrics.StageProgress;
import dev.joist.execution.subtask.Parker;
import dev.joist.operators.metrics.StepFigures;
import dev.joist.operators.metrics.StepMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job of this process.
 *
 * <p><b>Threading:</b> a thread of its own waits for the end of the job. It is no daemon, so that a
 * program which starts a pipeline and returns lives until the pipeline ends.
 */
public final class InProcessJob implements RunningJob {

  private static final Logger LOG = LoggerFactory.getLogger(InProcessJob.class);
  private static final long CANCEL_TIMEOUT_MILLIS = 10_000;
  private static final long CANCEL_LOOK_MILLIS = 50;

  private final Job job;
  private final StepMetrics metrics;
  private final List<Runnable> actions = new ArrayList<>();
  private final CountDownLatch told = new CountDownLatch(1);
  private boolean ended;

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

  /** Those who wait for the end are let go last, so that they find the actions done. */
  private void awaitAndTell() {
    awaitUninterrupted();
    try {
      List<Runnable> toDo;
      synchronized (actions) {
        ended = true;
        toDo = List.copyOf(actions);
      }
      toDo.forEach(Runnable::run);
    } finally {
      told.countDown();
    }
  }

  /** Nobody is meant to interrupt this thread; if somebody does, the job still decides. */
  private void awaitUninterrupted() {
    while (!job.state().isFinal()) {
      try {
        job.await();
      } catch (InterruptedException e) {
        LOG.debug("{} goes on", job.name(), e);
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
    return job.failure().map(cause -> UsedUpHeap.explained(cause, job.openBundles())).orElse(null);
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    told.await();
  }

  @Override
  public boolean awaitEnd(long millis) throws InterruptedException {
    return told.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void cancel() {
    job.cancel();
    try {
      awaitStop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitStop() throws InterruptedException {
    long looks = CANCEL_TIMEOUT_MILLIS / CANCEL_LOOK_MILLIS;
    for (long look = 0; look < looks; look++) {
      if (awaitEnd(CANCEL_LOOK_MILLIS) || waitsForTheEndOfTheProcess()) {
        return;
      }
    }
    busyThreads()
        .forEach(
            busy -> LOG.warn("{} was cancelled and does not stop: {}", job.name(), busy.text()));
  }

  /** A function that calls {@code System.exit} waits for all who want to end something before. */
  private boolean waitsForTheEndOfTheProcess() {
    List<BusyThread> busy = busyThreads();
    return !busy.isEmpty() && busy.stream().allMatch(BusyThread::endsTheProcess);
  }

  @Override
  public List<BusyThread> busyThreads() {
    return job.threads().stream()
        .map(
            thread ->
                new BusyThread(
                    thread.getName(),
                    metrics.stepOf(thread).orElse(thread.getName()),
                    List.of(thread.getStackTrace())))
        .filter(busy -> !busy.stack().isEmpty())
        .toList();
  }

  @Override
  public void drain() {
    job.drain();
  }

  @Override
  public Set<String> steps() {
    return metrics.steps();
  }

  @Override
  public MetricsContainerStepMap attemptedMetrics() {
    return metrics.merged();
  }

  /** Without snapshots a job commits what a bundle did when the bundle ends. */
  @Override
  public MetricsContainerStepMap committedMetrics() {
    return job.state() == JobState.DONE ? metrics.merged() : metrics.committed();
  }

  @Override
  public List<StageProgress> progress() {
    return job.progress();
  }

  @Override
  public List<StepFigures> figures() {
    return metrics.figures();
  }

  @Override
  public void sample() {
    metrics.sample(thread -> LockSupport.getBlocker(thread) instanceof Parker);
  }

  @Override
  public void whenEnded(Runnable action) {
    synchronized (actions) {
      if (!ended) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }
}
