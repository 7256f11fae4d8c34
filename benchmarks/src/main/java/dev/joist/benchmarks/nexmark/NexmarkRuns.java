// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.io.IOException;

/** Something that can run a query; in earnest a JVM for each. */
@FunctionalInterface
interface NexmarkRuns {

  /**
   * Runs {@code spec} to its end or its time limit. A query that fails is an outcome and not an
   * exception.
   */
  Outcome run(RunSpec spec) throws IOException, InterruptedException;
}
