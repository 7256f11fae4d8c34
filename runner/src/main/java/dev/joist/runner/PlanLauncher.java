// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobConfig;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.subtask.ThreadPerSubtask;
import dev.joist.execution.time.Clock;
import dev.joist.execution.time.SettableClock;
import dev.joist.operators.JobOperators;
import dev.joist.operators.Operators;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.services.JobServices;
import dev.joist.runner.job.InProcessJob;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.JobSettings;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;
import dev.joist.translation.Planner;
import dev.joist.translation.PlannerOptions;
import dev.joist.translation.Plans;
import dev.joist.translation.logical.LogicalNode;
import java.time.Duration;
import java.util.Locale;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/** Plans pipelines and starts them in this process. */
final class PlanLauncher implements JobLauncher {

  /**
   * In a bounded job nobody waits for what the end of a bundle brings before the input ends, and
   * then the bundle ends at once. So a lull is no reason to end one: each would be a file of a
   * write.
   */
  private static final long UNHURRIED_LINGER_MILLIS = Duration.ofDays(1).toMillis();

  @Override
  public RunningJob launch(Submission submission) {
    Plans plans = plan(submission);
    StepMetrics metrics = new StepMetrics();
    JobSettings settings = submission.settings();
    JobServices services =
        new JobServices(
            submission.options(), metrics, settings.streaming(), idleTimeout(submission));
    Clock clock = clock(plans);
    JobConfig config =
        new JobConfig(
            submission.options().getJobName(), clock, limits(settings), settings.maxParallelism());
    Job job =
        Job.start(
            physical(plans, submission, new JobOperators(services)),
            config,
            new ThreadPerSubtask(clock));
    return InProcessJob.of(job, metrics);
  }

  private static PhysicalPlan physical(Plans plans, Submission submission, Operators operators) {
    return submission.options().as(JoistPipelineOptions.class).isCheckElements()
        ? plans.physicalWithChecks(operators)
        : plans.physical(operators);
  }

  private static SubtaskLimits limits(JobSettings settings) {
    SubtaskLimits defaults = SubtaskLimits.defaults();
    return new SubtaskLimits(
        (int) Math.min(Integer.MAX_VALUE, settings.bundles().elements()),
        settings.bundles().millis(),
        settings.streaming() ? defaults.bundleLingerMillis() : UNHURRIED_LINGER_MILLIS,
        defaults.batchElements(),
        defaults.bufferTimeoutMillis(),
        defaults.channelBatches(),
        defaults.overdraftBatches());
  }

  /** A job with test streams has the clock that they set; it starts at the beginning of time. */
  private static Clock clock(Plans plans) {
    boolean isTest =
        plans.parsed().nodes().stream().anyMatch(LogicalNode.TestStream.class::isInstance);
    return isTest
        ? new SettableClock(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis())
        : Clock.system();
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
