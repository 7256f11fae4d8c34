// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.runner.Explanations;
import dev.joist.runner.JoistPipelineResult;
import dev.joist.runner.RunningJobs;
import java.util.List;

/** The pipelines that Joist runs in this process. */
public final class BeamJobs implements RunningPrograms {

  @Override
  public int begun() {
    return RunningJobs.started() + Explanations.count();
  }

  @Override
  public boolean any() {
    return !RunningJobs.all().isEmpty();
  }

  @Override
  public List<String> busy() {
    return RunningJobs.busy();
  }

  @Override
  public void cancelAll() {
    RunningJobs.cancelAll();
  }

  /** A job may start another when it ends, so this looks again until none is left. */
  @Override
  public void awaitAll() {
    List<JoistPipelineResult> jobs = RunningJobs.all();
    while (!jobs.isEmpty()) {
      jobs.forEach(JoistPipelineResult::waitUntilFinish);
      jobs = RunningJobs.all();
    }
    RunningJobs.failedUntold().forEach(JoistPipelineResult::waitUntilFinish);
  }
}
