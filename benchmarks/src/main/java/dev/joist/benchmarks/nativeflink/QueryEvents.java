// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.util.List;
import org.apache.beam.sdk.nexmark.NexmarkConfiguration;
import org.apache.beam.sdk.nexmark.sources.generator.GeneratorConfig;

/** The events that both sides generate, with Nexmark's defaults. */
final class QueryEvents {

  /** 2026-01-01T00:00:00Z. */
  private static final long OLDEST_MILLIS = 1_767_225_600_000L;

  private static final long FIRST_ID = 1;

  private QueryEvents() {}

  /** Nexmark's defaults with a generator for each of {@code parallelism} threads. */
  static NexmarkConfiguration configuration(int parallelism) {
    NexmarkConfiguration configuration = new NexmarkConfiguration();
    configuration.numEventGenerators = parallelism;
    return configuration;
  }

  /** The events of each thread, {@code events} in all. */
  static List<GeneratorConfig> split(long events, int parallelism) {
    return new GeneratorConfig(configuration(parallelism), OLDEST_MILLIS, FIRST_ID, events, 0)
        .split(parallelism);
  }
}
