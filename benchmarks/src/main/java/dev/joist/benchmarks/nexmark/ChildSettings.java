// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.time.Duration;
import java.util.List;

/**
 * What is the same for every run of a session.
 *
 * @param parallelism how many threads each runner may use for the pipeline
 * @param heap the JVM's maximum heap, as {@code -Xmx} takes it
 * @param timeLimit after which a run is killed and counts as failed
 * @param joistOptions further pipeline options for Joist alone, to try settings with
 * @param recordFlight whether each run leaves a JFR recording beside its log
 */
public record ChildSettings(
    int parallelism,
    String heap,
    Duration timeLimit,
    List<String> joistOptions,
    boolean recordFlight) {

  public ChildSettings {
    joistOptions = List.copyOf(joistOptions);
    if (parallelism <= 0) {
      throw new IllegalArgumentException("--parallelism must be positive, not " + parallelism);
    }
    if (!heap.matches("\\d+[kKmMgG]?")) {
      throw new IllegalArgumentException(
          "--heap takes a size as -Xmx does, such as 2g, not '%s'".formatted(heap));
    }
  }
}
