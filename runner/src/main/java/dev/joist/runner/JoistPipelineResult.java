// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.util.Objects.requireNonNull;

import dev.joist.runner.job.BusyThread;
import dev.joist.runner.job.RunningJob;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that was started on Joist.
 *
 * <p><b>Threading:</b> all methods may be called from any thread.
 *
 * <p><b>Errors:</b> the two {@code waitUntilFinish} throw what made the job fail, at each call: a
 * {@link JobFailedException} whose cause is what the pipeline's code threw, or a {@link
 * dev.joist.execution.JoistException} where it was not the pipeline's code.
 */
public final class JoistPipelineResult implements PipelineResult {

  private final RunningJob job;
  private final AtomicInteger waiting = new AtomicInteger();

  JoistPipelineResult(RunningJob job) {
    this.job = job;
  }

  @Override
  public State getState() {
    return job.state();
  }

  /**
   * Stops the job, and waits some seconds for it to have stopped. A job that ended stays as it is.
   *
   * @return {@code CANCELLED}; {@code RUNNING} if code of the pipeline does not heed its interrupt,
   *     which a warning names with its step and stack; how the job ended, if it did so before
   */
  @Override
  public State cancel() {
    job.cancel();
    return job.state();
  }

  /**
   * Has the job take nothing more in, and end as if all its sources had: what was read is worked
   * on, windows close, and what is open is emitted. Sources with an end are read to it; unbounded
   * ones stop where they are, and splittable functions where their {@code @TruncateRestriction}
   * says. Does not wait for that: {@link #waitUntilFinish()} does. A job that ended stays as it is.
   *
   * @return {@code RUNNING} while the job drains, later how it ended
   */
  // Beam has this method from 2.76 on.
  public State drain() {
    job.drain();
    return job.state();
  }

  @Override
  public State waitUntilFinish() {
    waiting.incrementAndGet();
    try {
      job.awaitEnd();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      waiting.decrementAndGet();
    }
    return end();
  }

  /**
   * Waits for the end of the job, but no longer than {@code duration}; the job itself goes on.
   *
   * @param duration less than a millisecond, or null: as long as it takes
   * @return how the job ended, or null if it has not yet
   */
  @Override
  @SuppressWarnings("NullAway") // Beam wants null here and does not say so in its types
  public @Nullable State waitUntilFinish(@Nullable Duration duration) {
    if (duration == null || duration.getMillis() < 1) {
      return waitUntilFinish();
    }
    waiting.incrementAndGet();
    try {
      return job.awaitEnd(duration.getMillis()) ? end() : null;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /**
   * Waits for the end as {@link #waitUntilFinish()} does, on behalf of {@code run}. Whoever called
   * that has no result yet, and so could not cancel the job: an interrupt does.
   */
  void awaitInRun() {
    try {
      job.awaitEnd();
    } catch (InterruptedException e) {
      job.cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "the thread that waited in run() was interrupted, and the job cancelled; with"
              + " --blockOnRun=false run() returns at once, and an interrupt leaves the job alone",
          e);
    }
    State unused = end();
  }

  /** Whether a thread waits for the end of the job and so learns of it. */
  boolean isAwaited() {
    return waiting.get() > 0;
  }

  /**
   * Metrics as they stand. Those of a job that ended are final; committed values are what bundles
   * that ended have written.
   */
  @Override
  public MetricResults metrics() {
    // In this order, for a committed value must have an attempted one.
    MetricsContainerStepMap committed = job.committedMetrics();
    return JobMetricResults.of(job.attemptedMetrics(), committed, job.steps());
  }

  /** The threads of the job that have not ended. */
  List<BusyThread> busyThreads() {
    return job.busyThreads();
  }

  private State end() {
    State state = job.state();
    if (state == State.FAILED) {
      RunningJobs.told(this);
      throw JobFailedException.of(
          requireNonNull(job.failure(), "a failed job does not tell its failure"));
    }
    return state;
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(
        "the thread that waited for the job was interrupted; the job goes on until cancel()", e);
  }
}
