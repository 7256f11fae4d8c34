// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.job.BusyThread;
import dev.joist.runner.job.RunningJob;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The jobs of this process that have not ended, and those that failed without anybody having been
 * told.
 *
 * <p>A command line runs a program that it did not write and so never sees the results; here it
 * finds them to cancel or to wait for.
 *
 * <p><b>Threading:</b> all methods may be called from any thread.
 */
public final class RunningJobs {

  /** So that a process which never asks for results does not keep them all. */
  private static final int MOST_UNTOLD = 16;

  private static final Set<JoistPipelineResult> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Set<JoistPipelineResult> UNTOLD = ConcurrentHashMap.newKeySet();

  private static final AtomicInteger STARTED = new AtomicInteger();

  private RunningJobs() {}

  /** The jobs that run now, in no order. */
  public static List<JoistPipelineResult> all() {
    return List.copyOf(RUNNING);
  }

  /**
   * The jobs that failed and of which nobody has called {@code waitUntilFinish} since; the first
   * ones, if they are many.
   */
  public static List<JoistPipelineResult> failedUntold() {
    return List.copyOf(UNTOLD);
  }

  /** Asks every job that runs now to stop, and then waits a while for each to have done so. */
  public static void cancelAll() {
    all().parallelStream().forEach(JoistPipelineResult::cancel);
  }

  /** How many jobs were started in this process. */
  public static int started() {
    return STARTED.get();
  }

  /** What the threads of the jobs that run now are at, with their stacks. */
  public static List<String> busy() {
    return all().stream()
        .flatMap(result -> result.busyThreads().stream())
        .filter(busy -> !busy.endsTheProcess())
        .map(BusyThread::text)
        .toList();
  }

  static void add(JoistPipelineResult result, RunningJob job) {
    STARTED.incrementAndGet();
    RUNNING.add(result);
    job.whenEnded(() -> ended(result, job));
  }

  /** In this order, so that a job that failed is at every moment in one of the sets. */
  private static void ended(JoistPipelineResult result, RunningJob job) {
    if (job.failure() != null && UNTOLD.size() < MOST_UNTOLD) {
      UNTOLD.add(result);
    }
    RUNNING.remove(result);
  }

  /** Somebody is being told how this job failed. */
  static void told(JoistPipelineResult result) {
    UNTOLD.remove(result);
  }
}
