// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.execution.simulation.SeededExecutor;
import dev.joist.execution.simulation.VirtualClock;
import dev.joist.execution.subtask.SubtaskExecutor;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.subtask.ThreadPerSubtask;
import dev.joist.execution.time.Clock;
import dev.joist.execution.time.SettableClock;
import dev.joist.runner.job.JobSettings;
import dev.joist.runner.job.Submission;
import dev.joist.runner.options.BundleLimits;
import dev.joist.runner.options.SimulationOptions;
import dev.joist.translation.Plans;
import dev.joist.translation.logical.LogicalNode;
import java.time.Duration;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * When what of a job runs.
 *
 * @param clock its processing time
 * @param executor steps its subtasks
 * @param limits the sizes that they keep to
 */
record Schedule(Clock clock, SubtaskExecutor executor, SubtaskLimits limits) {

  /**
   * In a bounded job nobody waits for what the end of a bundle brings before the input ends, and
   * then the bundle ends at once. So a lull is no reason to end one: each would be a file of a
   * write.
   */
  private static final long UNHURRIED_LINGER_MILLIS = Duration.ofDays(1).toMillis();

  /** One element a batch, one batch a channel, one element a bundle: all that can happen does. */
  private static final SubtaskLimits LEAST = new SubtaskLimits(1, 1000, 0, 1, 0, 1, 64);

  /** What lanes do to each other shows with a few of them, and a simulation is slow. */
  private static final int FEW_LANES = 4;

  /** The schedule of {@code submission}, whose plans are {@code plans}. */
  static Schedule of(Submission submission, Plans plans) {
    Long seed = submission.options().as(SimulationOptions.class).getSimulationSeed();
    SettableClock testClock = testClock(plans);
    return seed == null
        ? inParallel(testClock == null ? Clock.system() : testClock, submission)
        : simulated(testClock, seed, LEAST.withMaxLanes(Math.min(FEW_LANES, maxLanes(submission))));
  }

  private static Schedule inParallel(Clock clock, Submission submission) {
    SubtaskLimits limits = limits(submission.settings()).withMaxLanes(maxLanes(submission));
    return new Schedule(clock, new ThreadPerSubtask(clock), limits);
  }

  private static Schedule simulated(
      @Nullable SettableClock testClock, long seed, SubtaskLimits limits) {
    if (testClock != null) {
      return new Schedule(testClock, SeededExecutor.withoutClock(seed), limits);
    }
    VirtualClock clock = new VirtualClock(System.currentTimeMillis());
    return new Schedule(clock, SeededExecutor.withClock(seed, clock), limits);
  }

  private static SubtaskLimits limits(JobSettings settings) {
    SubtaskLimits defaults = SubtaskLimits.defaults();
    BundleLimits bundles = settings.bundles();
    return new SubtaskLimits(
            (int) Math.min(Integer.MAX_VALUE, bundles.elements()),
            bundles.millis(),
            settings.streaming() ? defaults.bundleLingerMillis() : UNHURRIED_LINGER_MILLIS,
            defaults.batchElements(),
            defaults.bufferTimeoutMillis(),
            defaults.channelBatches(),
            defaults.overdraftBatches())
        .withQuickBundles((int) Math.min(Integer.MAX_VALUE, bundles.quickElements()));
  }

  private static int maxLanes(Submission submission) {
    int lanes = submission.options().as(JoistPipelineOptions.class).getMaxLanes();
    if (lanes < 1) {
      throw new JoistException(
          JoistException.Kind.CONFIGURATION,
          "--maxLanes is %d; it must be at least 1, which is no lane beside the first"
              .formatted(lanes));
    }
    return lanes;
  }

  /**
   * A job with test streams has the clock that they set; it starts at the beginning of time. Null
   * without any.
   */
  private static @Nullable SettableClock testClock(Plans plans) {
    boolean isTest =
        plans.parsed().nodes().stream().anyMatch(LogicalNode.TestStream.class::isInstance);
    return isTest ? new SettableClock(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()) : null;
  }
}
