// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.function.Predicate;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.jspecify.annotations.Nullable;

/**
 * In which step's code a thread is.
 *
 * <p><b>Threading:</b> written by that thread in a plain field, at each step that it enters and
 * leaves; read by another now and then, perhaps a moment late.
 */
final class RunningStep {

  private final Thread thread;
  private @Nullable MetricsContainer container;

  RunningStep(Thread thread) {
    this.thread = thread;
  }

  /** The code of another step begins or goes on; null: none's. */
  void is(@Nullable MetricsContainer entered) {
    container = entered;
  }

  /** That of the step in whose code the thread is now; null if it is in none's. */
  @Nullable MetricsContainer container() {
    return container;
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  /** Counts the step in whose code the thread is now, unless it only waits. */
  void sample(Predicate<Thread> waits) {
    if (container instanceof StepContainer step && !waits.test(thread)) {
      step.addSample();
    }
  }
}
