// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobConfig;
import dev.joist.operators.JobOperators;
import dev.joist.operators.Operators;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.services.Spilling;
import dev.joist.runner.job.InProcessJob;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.JobSettings;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;
import dev.joist.state.heap.HeapStateBackend;
import dev.joist.state.spill.SpillFiles;
import dev.joist.translation.Planner;
import dev.joist.translation.PlannerOptions;
import dev.joist.translation.Plans;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans pipelines and starts them in this process. */
final class PlanLauncher implements JobLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(PlanLauncher.class);

  private final SpillFiles spillFiles;

  PlanLauncher() {
    this(SpillFiles.local());
  }

  /** Starts jobs that spill to {@code spillFiles}. */
  PlanLauncher(SpillFiles spillFiles) {
    this.spillFiles = spillFiles;
  }

  @Override
  public RunningJob launch(Submission submission) {
    Plans plans = plan(submission);
    StepMetrics metrics = new StepMetrics();
    JobSettings settings = submission.settings();
    Spilling spilling = SpillOptions.spilling(submission.options(), spillFiles);
    JobServices services =
        new JobServices(
            submission.options(), metrics, settings.streaming(), idleTimeout(submission), spilling);
    Schedule schedule = Schedule.of(submission, plans);
    JobConfig config =
        new JobConfig(
            submission.options().getJobName(),
            schedule.clock(),
            schedule.limits(),
            settings.maxParallelism(),
            new HeapStateBackend());
    PhysicalPlan physical = physical(plans, submission, new JobOperators(services));
    ManyThreads.warning(
            physical, settings.parallelism(), Runtime.getRuntime().availableProcessors())
        .ifPresent(LOG::warn);
    Job job = Job.start(physical, config, schedule.executor());
    InProcessJob running = InProcessJob.of(job, metrics);
    running.whenEnded(() -> spilling.folder().close());
    return running;
  }

  private static PhysicalPlan physical(Plans plans, Submission submission, Operators operators) {
    return submission.options().as(JoistPipelineOptions.class).isCheckElements()
        ? plans.physicalWithChecks(operators)
        : plans.physical(operators);
  }

  private static long idleTimeout(Submission submission) {
    Long millis = submission.options().as(JoistPipelineOptions.class).getIdleTimeout();
    return millis == null ? Long.MAX_VALUE : millis;
  }

  @Override
  public String explain(Submission submission, String format) {
    return plan(submission).explain(Plans.Format.valueOf(format.toUpperCase(Locale.ROOT)));
  }

  private static Plans plan(Submission submission) {
    return Planner.plan(
        submission.pipeline(),
        new PlannerOptions(
            submission.options(),
            submission.settings().parallelism(),
            submission.settings().maxParallelism(),
            submission.settings().streaming()));
  }
}
