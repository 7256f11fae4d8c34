// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;

/** Refuses every pipeline until the planner is joined in. */
final class PlanLauncher implements JobLauncher {

  @Override
  public RunningJob launch(Submission submission) {
    throw unsupported();
  }

  @Override
  public String explain(Submission submission, String format) {
    throw unsupported();
  }

  private static JoistException unsupported() {
    return new JoistException(Kind.UNSUPPORTED, "this build of Joist has no planner yet");
  }
}
