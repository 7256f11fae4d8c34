// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.job.RunningJob;
import dev.joist.runner.logging.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of jobs that failed while nobody waited for their end: they would fail in silence.
 *
 * <p>What is told here is thrown all the same by whoever waits later.
 */
final class UnawaitedFailures {

  private static final Logger LOG = LoggerFactory.getLogger(UnawaitedFailures.class);

  private UnawaitedFailures() {}

  /** Logs what {@code job}, which ended, failed of, unless somebody waits and will be told. */
  static void tell(JoistPipelineResult result, RunningJob job) {
    Throwable failure = job.failure();
    if (failure == null || result.isAwaited()) {
      return;
    }
    Throwable told = JobFailedException.of(failure);
    Notices.error(LOG, "A job failed, and nothing waited for its end: " + told.getMessage(), told);
  }
}
