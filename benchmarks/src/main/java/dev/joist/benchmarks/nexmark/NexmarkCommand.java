// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.contest.ContestOptions;
import dev.joist.benchmarks.contest.ContestPage;
import dev.joist.benchmarks.session.SessionFolder;
import dev.joist.benchmarks.session.SessionRuns;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./joist bench nexmark}. */
@Command(
    name = "nexmark",
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Runs Beam's Nexmark suite, unmodified, on Joist and on other runners in turns, and compares them.",
      "With --profile it also tells where the time goes on Joist.",
      "Exits with 1 when a query fails, hangs, or gives another number of results on another runner."
    })
public final class NexmarkCommand implements Callable<Integer> {

  private static final List<RunnerKind> COMPARED = List.of(RunnerKind.JOIST, RunnerKind.FLINK);
  private static final Set<RunnerKind> OF_MAIN_SECTION =
      EnumSet.of(RunnerKind.JOIST, RunnerKind.FLINK, RunnerKind.FLOOR);
  private static final List<String> DEFAULT_QUERIES = List.of("0", "1", "2", "5", "7", "8");
  private static final int DEFAULT_RUNS = 3;
  private static final long DEFAULT_EVENTS = 2_000_000;

  @Spec private CommandSpec spec;

  @Mixin private ContestOptions options;

  @Option(
      names = "--queries",
      split = ",",
      defaultValue = "0,1,2,5,7,8",
      description = "Numbers or names of Nexmark's queries.")
  private List<String> queries;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "batch,streaming",
      description = "Modes, of: ${COMPLETION-CANDIDATES}.")
  private List<Mode> modes;

  @Option(
      names = "--runners",
      split = ",",
      defaultValue = "joist,flink",
      description = {
        "Runners, of: ${COMPLETION-CANDIDATES}. The first is compared with the others.",
        "floor is none, but the functions of queries 0, 1, 2, 5, 7 and 8 called one by the other."
      })
  private List<RunnerKind> runners;

  @Option(
      names = "--events",
      defaultValue = "2000000",
      converter = EventCount.class,
      description = "Events in each run, such as 200000, 200k or 2M.")
  private long events;

  @Option(
      names = "--direct-events",
      defaultValue = "100000",
      converter = EventCount.class,
      description = "At most so many events on DirectRunner.")
  private long directEvents;

  @Override
  public Integer call() throws IOException, InterruptedException {
    NexmarkPlan plan = plan();
    ContestPage page = ContestPage.of(spec, options, coversDefaults(plan), section(plan));
    SessionFolder folder = page.session(conditions());
    NexmarkJvm jvms =
        new NexmarkJvm(page.peers(), options, new SessionRuns(folder, options.timeLimit()));
    jvms.prepare(plan.runners());
    NexmarkResults results = new NexmarkSession(jvms, System.err).run(plan);
    int exitCode =
        page.publish(
            "Beam's Nexmark on every runner, %,d events, in".formatted(events),
            results.noise(),
            new NexmarkReport(plan, results).render(),
            results.complaints());
    if (exitCode == 0 && options.recordsFlight() && plan.runners().contains(RunnerKind.JOIST)) {
      publishProfile(plan, new ProfileReport(plan, folder), page);
    }
    return exitCode;
  }

  /** What runs must have in common to be compared; which queries, runners and rounds may differ. */
  private String conditions() {
    return "%d events (%d on DirectRunner), %d threads, -Xmx%s, options %s"
        .formatted(
            events, directEvents, options.parallelism(), options.heap(), options.joistOptions());
  }

  private NexmarkPlan plan() {
    List<RunnerKind> chosen = options.onlyJoist() ? List.of(RunnerKind.JOIST) : runners;
    try {
      return new NexmarkPlan(queries, modes, chosen, events, directEvents, options.runs());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void publishProfile(NexmarkPlan plan, ProfileReport report, ContestPage page)
      throws IOException {
    page.publishBeside(
        "nexmark-profile",
        """
        %,d events; the running threads are looked at every 10 ms, and a sample counts for the innermost code of somebody's on its stack.

        """
                .formatted(plan.events())
            + report.render(),
        plan.queries().containsAll(DEFAULT_QUERIES)
            && plan.modes().containsAll(List.of(Mode.values()))
            && plan.events() >= DEFAULT_EVENTS);
  }

  /** More runners than the two that have bars are a section of their own. */
  private static String section(NexmarkPlan plan) {
    return OF_MAIN_SECTION.containsAll(plan.runners()) ? "nexmark" : "nexmark-all";
  }

  private static boolean coversDefaults(NexmarkPlan plan) {
    return plan.queries().containsAll(DEFAULT_QUERIES)
        && plan.modes().containsAll(List.of(Mode.values()))
        && plan.runners().containsAll(COMPARED)
        && plan.events() >= DEFAULT_EVENTS
        && plan.rounds() >= DEFAULT_RUNS;
  }
}
