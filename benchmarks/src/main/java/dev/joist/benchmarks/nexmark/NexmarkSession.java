// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.nexmark.NexmarkResults.Cell;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs a plan, one run at a time, and tells how it comes along. */
final class NexmarkSession {

  private final NexmarkRuns runs;
  private final PrintStream progress;

  NexmarkSession(NexmarkRuns runs, PrintStream progress) {
    this.runs = runs;
    this.progress = progress;
  }

  /** Runs {@code plan}; a query that failed on a runner is not tried there again. */
  NexmarkResults run(NexmarkPlan plan) throws IOException, InterruptedException {
    List<RunSpec> specs = plan.runs();
    List<Trial> trials = new ArrayList<>();
    Set<Cell> failed = new HashSet<>();
    for (RunSpec spec : specs) {
      if (failed.contains(Cell.of(spec))) {
        continue;
      }
      progress.printf("%s … ", spec.describe());
      progress.flush();
      Outcome outcome = runs.run(spec);
      progress.println(describe(outcome));
      trials.add(new Trial(spec, outcome));
      outcome.failure().ifPresent(failure -> failed.add(Cell.of(spec)));
    }
    return new NexmarkResults(trials);
  }

  private static String describe(Outcome outcome) {
    return outcome
        .failure()
        .map(failed -> "FAILED: %s (%s)".formatted(failed.reason(), failed.log()))
        .or(() -> outcome.measured().map(NexmarkSession::describe))
        .orElseThrow();
  }

  private static String describe(Figures figures) {
    return "%,.0f events/s, %,d results, %.1f CPU s, others used %.1f cores"
        .formatted(
            figures.eventsPerSecond(),
            figures.results(),
            figures.cost().cpuSeconds(),
            figures.conditions().foreignCores());
  }
}
