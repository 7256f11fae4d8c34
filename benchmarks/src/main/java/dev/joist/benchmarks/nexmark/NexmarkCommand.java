// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.classpath.MavenResolution;
import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.measure.Machine;
import dev.joist.benchmarks.report.GeneratedSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./joist bench nexmark}. */
@Command(
    name = "nexmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Runs Beam's Nexmark suite, unmodified, on Joist and on other runners in turns, and compares them.",
      "Exits with 1 when a query fails, hangs, or gives another number of results on another runner."
    })
public final class NexmarkCommand implements Callable<Integer> {

  private static final List<String> DEFAULT_QUERIES = List.of("0", "1", "2", "5", "7", "8");
  private static final int DEFAULT_RUNS = 3;
  private static final long DEFAULT_EVENTS = 1_000_000;

  @Spec private CommandSpec spec;

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
      description = "Runners, of: ${COMPLETION-CANDIDATES}. The first is compared with the others.")
  private List<RunnerKind> runners;

  @Option(names = "--only-joist", description = "The same as --runners=joist.")
  private boolean onlyJoist;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      converter = EventCount.class,
      description = "Events in each run, such as 200000, 200k or 2M.")
  private long events;

  @Option(
      names = "--direct-events",
      defaultValue = "100000",
      converter = EventCount.class,
      description = "At most so many events on DirectRunner.")
  private long directEvents;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "How often each runner runs each query; the median counts.")
  private int runs;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Threads for the pipeline, on every runner.")
  private int parallelism;

  @Option(names = "--heap", defaultValue = "2g", description = "-Xmx of every run.")
  private String heap;

  @Option(
      names = "--time-limit",
      defaultValue = "600",
      description = "Seconds after which a run's threads are dumped and it is killed.")
  private long timeLimitSeconds;

  @Option(
      names = "--joist-option",
      description = "A further pipeline option for Joist alone; may be repeated.")
  private List<String> joistOptions = List.of();

  @Option(names = "--profile", description = "Leave a JFR recording of each run beside its log.")
  private boolean profile;

  @Option(
      names = "--write",
      negatable = true,
      description =
          "Put the tables into docs/benchmarks.md. The default is to do so when no query, mode, runner, event or run is"
              + " left out of the defaults.")
  private @Nullable Boolean write;

  @Override
  public Integer call() throws IOException, InterruptedException {
    NexmarkPlan plan = plan();
    SourceTree tree = SourceTree.around(Path.of(""));
    Path directory = tree.work().resolve("nexmark").resolve(timestamp());
    PeerClassPath peers = new PeerClassPath(tree, new MavenResolution(System.err));
    NexmarkJvm jvms = new NexmarkJvm(peers, childSettings(), directory);
    jvms.prepare(plan.runners());
    NexmarkResults results = new NexmarkSession(jvms, System.err).run(plan);
    publish(plan, results, tree);
    return results.complaints().isEmpty() ? 0 : 1;
  }

  private NexmarkPlan plan() {
    List<RunnerKind> chosen = onlyJoist ? List.of(RunnerKind.JOIST) : runners;
    try {
      return new NexmarkPlan(queries, modes, chosen, events, directEvents, runs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ChildSettings childSettings() {
    try {
      return new ChildSettings(
          parallelism, heap, Duration.ofSeconds(timeLimitSeconds), joistOptions, profile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void publish(NexmarkPlan plan, NexmarkResults results, SourceTree tree)
      throws IOException {
    String text = preamble(plan) + new NexmarkReport(plan, results).render();
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    if (write != null ? write : coversDefaults(plan)) {
      Path doc = tree.doc("benchmarks.md");
      new GeneratedSection("nexmark").write(doc, text);
      out.printf("Written to %s%n", tree.root().relativize(doc));
    }
    out.flush();
  }

  private static boolean coversDefaults(NexmarkPlan plan) {
    return plan.queries().containsAll(DEFAULT_QUERIES)
        && plan.modes().containsAll(List.of(Mode.values()))
        && plan.runners().containsAll(List.of(RunnerKind.JOIST, RunnerKind.FLINK))
        && plan.events() >= DEFAULT_EVENTS
        && plan.rounds() >= DEFAULT_RUNS;
  }

  private String preamble(NexmarkPlan plan) {
    List<String> args = spec.commandLine().getParseResult().originalArgs();
    return """
        Measured on %tF, on %s, with

            ./joist bench nexmark %s

        Beam's Nexmark on every runner in JVMs of its own with `-Xmx%s`: %,d events, parallelism %d, median of %d runs
        (lowest–highest), the runners taking turns. Ratios are medians of the ratios of each turn.

        """
        .formatted(
            LocalDateTime.now(Clock.systemUTC()),
            Machine.current().describe(),
            String.join(" ", args),
            heap,
            plan.events(),
            parallelism,
            plan.rounds());
  }

  private static String timestamp() {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(Clock.systemUTC()));
  }
}
