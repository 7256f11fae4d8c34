// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.session.Conditions;
import java.nio.file.Path;

/** Outcomes for tests. */
final class Samples {

  private static final long MIB = 1 << 20;

  private Samples() {}

  /** A run that took so long for 1000 events, 2 of its 3 CPU seconds before the first of them. */
  static Outcome completed(double runtimeSeconds, long results) {
    return new Outcome.Completed(
        new Figures(
            1000,
            results,
            runtimeSeconds,
            new Figures.Cost(3, 2, 1.5, 500 * MIB),
            new Conditions(0.5, 0.1)));
  }

  static Outcome failed(String reason) {
    return new Outcome.Failed(reason, Path.of("child.log"));
  }
}
