// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import dev.joist.runner.options.BundleLimits;
import dev.joist.runner.options.FlinkNamedOptions;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.display.DisplayData;

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
    Set<String> set =
        DisplayData.from(options).asMap().values().stream()
            .map(DisplayData.Item::getKey)
            .collect(Collectors.toSet());
    int parallelism =
        set.contains("parallelism")
            ? atLeastOne("parallelism", options.getParallelism(), "the number of cores")
            : Runtime.getRuntime().availableProcessors();
    int maxParallelism =
        set.contains("maxParallelism")
            ? atLeastOne(
                "maxParallelism", options.getMaxParallelism(), "a number that suits most jobs")
            : defaultKeyGroups(parallelism);
    return new JobSettings(
        parallelism, maxParallelism, BundleLimits.of(options, streaming), streaming);
  }

  /** The default of these options is -1, which a user who writes it cannot mean. */
  private static int atLeastOne(String option, int value, String otherwise) {
    if (value < 1) {
      throw new JoistException(
          Kind.CONFIGURATION,
          "--%s is %d; it must be at least 1. Leave it out for %s."
              .formatted(option, value, otherwise));
    }
    return value;
  }

  /** Enough groups that none weighs much: half as many again, as a power of two. */
  private static int defaultKeyGroups(int parallelism) {
    int wanted = parallelism + parallelism / 2;
    int power = Integer.highestOneBit(Math.max(1, 2 * wanted - 1));
    return Math.min(MOST_KEY_GROUPS, Math.max(LEAST_KEY_GROUPS, power));
  }
}
