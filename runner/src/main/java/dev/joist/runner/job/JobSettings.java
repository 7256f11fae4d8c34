// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import dev.joist.runner.options.BundleLimits;
import dev.joist.runner.options.FlinkNamedOptions;

/**
 * What a job needs to know of its options, with every default filled in.
 *
 * @param parallelism subtasks of a stage that can be spread, at least 1
 * @param maxParallelism number of key groups, at least {@code parallelism}
 * @param bundles when a bundle ends at the latest
 * @param streaming whether results are due before the input ends: an input is unbounded, or the
 *     user says so
 */
public record JobSettings(
    int parallelism, int maxParallelism, BundleLimits bundles, boolean streaming) {

  private static final int UNSET = -1;
  private static final int LEAST_KEY_GROUPS = 128;
  private static final int MOST_KEY_GROUPS = 1 << 15;

  public JobSettings {
    if (parallelism < 1 || maxParallelism < parallelism || maxParallelism > MOST_KEY_GROUPS) {
      throw new JoistException(
          Kind.CONFIGURATION,
          ("parallelism is %d and maxParallelism is %d; parallelism must be at least 1, and"
                  + " maxParallelism between it and %d. Correct --parallelism or --maxParallelism.")
              .formatted(parallelism, maxParallelism, MOST_KEY_GROUPS));
    }
  }

  /** The settings that {@code options} ask for. */
  public static JobSettings of(FlinkNamedOptions options, boolean streaming) {
    int parallelism =
        options.getParallelism() == UNSET
            ? Runtime.getRuntime().availableProcessors()
            : options.getParallelism();
    int maxParallelism =
        options.getMaxParallelism() == UNSET
            ? defaultKeyGroups(parallelism)
            : options.getMaxParallelism();
    return new JobSettings(
        parallelism, maxParallelism, BundleLimits.of(options, streaming), streaming);
  }

  /** Enough groups that none weighs much: half as many again, as a power of two. */
  private static int defaultKeyGroups(int parallelism) {
    int wanted = parallelism + parallelism / 2;
    int power = Integer.highestOneBit(Math.max(1, 2 * wanted - 1));
    return Math.min(MOST_KEY_GROUPS, Math.max(LEAST_KEY_GROUPS, power));
  }
}
