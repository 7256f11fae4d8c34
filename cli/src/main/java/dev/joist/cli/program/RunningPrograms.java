// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.util.List;

/** The jobs that run in this process, as the command line sees them. */
public interface RunningPrograms {

  /** How many pipelines were started or explained until now. */
  int begun();

  /** Whether any job runs. */
  boolean any();

  /** What the threads of the jobs that run are at: a sentence and a stack each. */
  List<String> busy();

  /** Cancels every job that runs and returns when all have ended. */
  void cancelAll();

  /**
   * Returns when every job has ended that a program started and did not wait for; throws what a job
   * failed of.
   */
  void awaitAll();
}
