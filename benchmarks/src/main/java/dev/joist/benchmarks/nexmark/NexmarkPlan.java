// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What a session runs. Within a query the runners take turns, A B A B, so that a slow minute of the
 * machine meets all of them.
 *
 * @param events how many events each run generates
 * @param directEvents the most events for DirectRunner, which is too slow for more
 * @param rounds how often each runner runs each query
 */
public record NexmarkPlan(
    List<String> queries,
    List<Mode> modes,
    List<RunnerKind> runners,
    long events,
    long directEvents,
    int rounds) {

  public NexmarkPlan {
    queries = List.copyOf(queries);
    modes = List.copyOf(modes);
    runners = List.copyOf(runners);
    requirePositive("events", events);
    requirePositive("direct-events", directEvents);
    requirePositive("runs", rounds);
  }

  /** Every run in its order. */
  public List<RunSpec> runs() {
    List<RunSpec> runs = new ArrayList<>();
    for (Mode mode : modes) {
      for (String query : queries) {
        addTurns(runs, mode, query);
      }
    }
    return runs;
  }

  /** The plan's runners that can run {@code mode}. */
  public List<RunnerKind> runnersIn(Mode mode) {
    return runners.stream().filter(runner -> runner.runs(mode)).toList();
  }

  /** How many events a run on {@code runner} generates. */
  public long eventsOn(RunnerKind runner) {
    return runner == RunnerKind.DIRECT ? Math.min(events, directEvents) : events;
  }

  private void addTurns(List<RunSpec> runs, Mode mode, String query) {
    for (int round = 1; round <= rounds; round++) {
      for (RunnerKind runner : runnersIn(mode)) {
        runs.add(new RunSpec(runner, mode, query, eventsOn(runner), round));
      }
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("--%s must be positive, not %d".formatted(name, value));
    }
  }
}
