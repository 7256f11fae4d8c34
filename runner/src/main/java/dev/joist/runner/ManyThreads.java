// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.graph.PhysicalPlan;
import java.util.Optional;

/** Tells of a parallelism that costs more than it can gain. */
final class ManyThreads {

  /** A job with fewer threads is never warned of. */
  private static final int FEW = 512;

  /** Functions that wait now and then may profit from some subtasks more than there are cores. */
  private static final int SUBTASKS_A_CORE = 4;

  private ManyThreads() {}

  /** A warning if {@code plan} has a great many subtasks, each of which is a thread. */
  static Optional<String> warning(PhysicalPlan plan, int parallelism, int cores) {
    return warning(plan.subtasks(), plan.stages().size(), parallelism, cores);
  }

  static Optional<String> warning(int threads, int stages, int parallelism, int cores) {
    if (threads <= FEW || parallelism <= SUBTASKS_A_CORE * cores) {
      return Optional.empty();
    }
    return Optional.of(
        ("the job starts %,d threads for its %d stages, since --parallelism is %,d, on %d cores;"
                + " each takes about half a megabyte. More subtasks than cores gain nothing unless"
                + " functions wait. Leave --parallelism out for %d.")
            .formatted(threads, stages, parallelism, cores, cores));
  }
}
