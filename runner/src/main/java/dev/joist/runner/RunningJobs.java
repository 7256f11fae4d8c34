// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.job.RunningJob;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs of this process that have not ended.
 *
 * <p>A command line runs a program that it did not write and so never sees the results; here it
 * finds them to cancel or to wait for.
 *
 * <p><b>Threading:</b> all methods may be called from any thread.
 */
public final class RunningJobs {

  private static final Set<JoistPipelineResult> RUNNING = ConcurrentHashMap.newKeySet();

  private RunningJobs() {}

  /** The jobs that run now, in no order. */
  public static List<JoistPipelineResult> all() {
    return List.copyOf(RUNNING);
  }

  /** Asks every job that runs now to stop, and then waits a while for each to have done so. */
  public static void cancelAll() {
    all().parallelStream().forEach(JoistPipelineResult::cancel);
  }

  static void add(JoistPipelineResult result, RunningJob job) {
    RUNNING.add(result);
    job.whenEnded(() -> RUNNING.remove(result));
  }
}
