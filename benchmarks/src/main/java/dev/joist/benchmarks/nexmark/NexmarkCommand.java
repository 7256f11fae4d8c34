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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      "Exits with 1 when a query fails, hangs, or gives another number of results on another runner."
    })
public final class NexmarkCommand implements Callable<Integer> {

  private static final List<String> DEFAULT_QUERIES = List.of("0", "1", "2", "5", "7", "8");
  private static final int DEFAULT_RUNS = 3;
  private static final long DEFAULT_EVENTS = 2_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

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

  @Option(
      names = "--resume",
      description = "Go on with the last session that was broken off, with what it has measured.")
  private boolean resume;

  @Option(
      names = "--profile",
      description =
          "Leave a JFR recording of each run beside its log, and tell by it where the time goes.")
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
    SourceTree tree = SourceTree.ofThisProgram();
    SessionFolder folder = sessionFolder(tree.work().resolve("nexmark"));
    Optional<GeneratedSection> section = section(plan, tree);
    PeerClassPath peers = new PeerClassPath(tree, new MavenResolution(System.err));
    NexmarkJvm jvms = new NexmarkJvm(peers, childSettings(), folder);
    jvms.prepare(plan.runners());
    NexmarkResults results = new NexmarkSession(jvms, System.err).run(plan);
    publish(plan, results, section);
    if (profile && plan.runners().contains(RunnerKind.JOIST) && results.complaints().isEmpty()) {
      publishProfile(plan, new ProfileReport(plan, folder), tree);
    }
    return results.complaints().isEmpty() ? 0 : 1;
  }

  /** Where the tables go, found before anything runs; empty if they are only printed. */
  private Optional<GeneratedSection> section(NexmarkPlan plan, SourceTree tree) throws IOException {
    boolean writes = write != null ? write : coversDefaults(plan);
    return writes
        ? Optional.of(GeneratedSection.in(tree.doc("benchmarks.md"), "nexmark"))
        : Optional.empty();
  }

  private SessionFolder sessionFolder(Path sessions) throws IOException {
    String conditions =
        "%d events (%d on DirectRunner), %d threads, -Xmx%s, options %s"
            .formatted(events, directEvents, parallelism, heap, joistOptions);
    try {
      return resume
          ? SessionFolder.latest(sessions, conditions)
          : SessionFolder.create(sessions.resolve(timestamp()), conditions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
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

  private void publish(NexmarkPlan plan, NexmarkResults results, Optional<GeneratedSection> section)
      throws IOException {
    String text = preamble(plan, results) + new NexmarkReport(plan, results).render();
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    if (section.isPresent()) {
      section.get().write(text);
    }
  }

  private void publishProfile(NexmarkPlan plan, ProfileReport report, SourceTree tree)
      throws IOException {
    String text = profilePreamble(plan) + report.render();
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    if (plan.queries().containsAll(DEFAULT_QUERIES)
        && plan.modes().containsAll(List.of(Mode.values()))
        && plan.events() >= DEFAULT_EVENTS) {
      GeneratedSection.in(tree.doc("benchmarks.md"), "nexmark-profile").write(text);
    }
  }

  private String profilePreamble(NexmarkPlan plan) {
    return """
        Measured on %tF, on %s, with

            ./joist bench %s

        %,d events; the running threads are looked at every 10 ms, and a sample counts for the innermost code of somebody's on its stack.

        """
        .formatted(
            LocalDateTime.now(Clock.systemUTC()),
            Machine.current().describe(),
            command(),
            plan.events());
  }

  private static boolean coversDefaults(NexmarkPlan plan) {
    return plan.queries().containsAll(DEFAULT_QUERIES)
        && plan.modes().containsAll(List.of(Mode.values()))
        && plan.runners().containsAll(List.of(RunnerKind.JOIST, RunnerKind.FLINK))
        && plan.events() >= DEFAULT_EVENTS
        && plan.rounds() >= DEFAULT_RUNS;
  }

  private String preamble(NexmarkPlan plan, NexmarkResults results) {
    String median =
        plan.rounds() == 1
            ? "one run"
            : "median of %d runs (lowest–highest), the runners taking turns"
                .formatted(plan.rounds());
    return """
        Measured on %tF, on %s, with

            ./joist bench %s

        Beam's Nexmark on every runner in JVMs of its own with `-Xmx%s`: %,d events, parallelism %d, %s. While they ran,
        other processes used %.1f cores on average and %.1f at most.

        """
        .formatted(
            LocalDateTime.now(Clock.systemUTC()),
            Machine.current().describe(),
            command(),
            heap,
            plan.events(),
            parallelism,
            median,
            results.foreignCores().average().orElse(Double.NaN),
            results.foreignCores().max().orElse(Double.NaN));
  }

  private String command() {
    return spec.commandLine().getParent().getParseResult().originalArgs().stream()
        .filter(arg -> !arg.equals("--resume"))
        .collect(Collectors.joining(" "));
  }

  private static String timestamp() {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
        .format(LocalDateTime.now(Clock.systemUTC()));
  }
}
