// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.result.SuiteResult;
import dev.joist.validatesrunner.scan.Suite;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The arguments of the program. */
@Command(
    name = "suite",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description =
        "Runs Beam's own ValidatesRunner or NeedsRunner tests against a runner, each under a time"
            + " limit in a JVM of its own, and compares what ran with a scan of Beam's jars.")
final class SuiteOptions implements Callable<Integer> {

  @Option(
      names = "--suite",
      defaultValue = "validates-runner",
      description = "the suite: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      completionCandidates = SuiteNames.class)
  private String suite = "validates-runner";

  @Option(
      names = "--runner",
      defaultValue = "JoistRunner",
      description = "the runner's class (default: ${DEFAULT-VALUE})")
  private String runner = "JoistRunner";

  @Option(
      names = "--options",
      defaultValue = "[]",
      description = "further pipeline options, as a JSON array of strings")
  private String options = "[]";

  @Option(
      names = "--modes",
      split = ",",
      description =
          "p1-batch, p1-streaming, p4-batch, p4-streaming (parallelism and --streaming), plain (the"
              + " runner's defaults), control, seed-N; with -checked behind it, Joist checks elements"
              + " (default: the suite's short ones)")
  private List<String> modes = new ArrayList<>();

  @Option(names = "--full", description = "all modes of the suite, and its control")
  private boolean full;

  @Option(
      names = "--seeds",
      description = "how many seeds of the seeded scheduler to run under, from 1 on")
  private int seeds;

  @Option(
      names = "--repeat",
      description =
          "run so many times in a row, with a line for each run in SUITE-repeat.txt; goes on where"
              + " an interrupted series stopped")
  private int repeat;

  @Option(
      names = "--control",
      description = "also, or without modes only, a runner that executes nothing")
  private boolean control;

  @Option(
      names = "--only",
      description = "Class or Class#method, full or simple; may be given several times")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--forks",
      defaultValue = "3",
      description =
          "how many JVMs run tests at a time; many tests only wait (default: ${DEFAULT-VALUE})")
  private int forks = 3;

  @Option(
      names = "--heap",
      defaultValue = "3g",
      description = "heap of each of them (default: ${DEFAULT-VALUE})")
  private String heap = "3g";

  @Option(
      names = "--limit",
      defaultValue = "120",
      description = "seconds a test may take if no other limit is set (default: ${DEFAULT-VALUE})")
  private int limitSeconds = 120;

  @Option(
      names = "--classpath",
      defaultValue = "",
      description = "put behind the class path of the tests, as for a runner of another engine")
  private String classPath = "";

  @Option(
      names = "--known",
      description = "a file of known failures in place of the runner's built-in list")
  private @Nullable Path known;

  @Option(
      names = "--write-known",
      description = "print lines for the list of known failures, grouped, for causes to be added")
  private boolean writeKnown;

  @Option(names = "--resume", description = "go on with an interrupted run")
  private boolean resume;

  @Option(
      names = "--out",
      defaultValue = "validates-runner/target/suites",
      description = "where results and logs go (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("validates-runner", "target", "suites");

  @Option(
      names = "--report",
      arity = "0..1",
      fallbackValue = "docs/validates-runner.md",
      description =
          "run nothing, but write the results in --out as a page (default: ${FALLBACK-VALUE})")
  private @Nullable Path report;

  @Option(
      names = "--features",
      arity = "0..1",
      fallbackValue = "docs/features.md",
      description =
          "run nothing, but write the features of the SDK and their tests as a page (default:"
              + " ${FALLBACK-VALUE})")
  private @Nullable Path features;

  private static final Set<String> OWN_RUNNERS = Set.of("TestJoistRunner", "JoistRunner");

  private final PrintStream outStream;
  private final PrintStream errStream;
  private final List<String> arguments;

  /**
   * @param arguments kept for the result, which says how it was made
   */
  SuiteOptions(PrintStream outStream, PrintStream errStream, String... arguments) {
    this.outStream = outStream;
    this.errStream = errStream;
    this.arguments = List.of(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (report != null) {
      return new ReportRun(out, outStream).write(report);
    }
    if (features != null) {
      return ReportRun.writeFeatures(features, Path.of(""), outStream);
    }
    if (repeat > 0) {
      return new RepeatedRun(this, outStream).run(repeat, this::runOnce);
    }
    return runOnce(resume).failed() == 0 ? 0 : 1;
  }

  private SuiteResult runOnce(boolean resumed) throws InterruptedException {
    return new SuiteRun(this, new Console(this, outStream, errStream)).run(resumed);
  }

  Suite suite() {
    return Suite.named(suite);
  }

  String runner() {
    return runner;
  }

  /** Whether the runner is one of Joist's. */
  boolean isOurRunner() {
    return OWN_RUNNERS.contains(runnerSimpleName());
  }

  /** The runner without its package. */
  String runnerSimpleName() {
    return runner.substring(runner.lastIndexOf('.') + 1);
  }

  List<Mode> modes() {
    Suite.Habits habits = suite().habits();
    Set<String> names = new LinkedHashSet<>(modes);
    for (int seed = 1; seed <= seeds; seed++) {
      names.add(Mode.SEED + seed);
    }
    if (full && seeds == 0) {
      names.addAll(habits.fullModes());
    }
    if (control) {
      names.add(Mode.CONTROL);
    }
    if (names.isEmpty()) {
      names.addAll(habits.shortModes());
    }
    if (!isOurRunner() && !namesModes()) {
      names.removeIf(Mode::isChecked);
    }
    List<String> further = furtherOptions();
    return names.stream().map(name -> Mode.named(name, runner, further)).toList();
  }

  /** Whether the arguments name modes. */
  boolean namesModes() {
    return !modes.isEmpty();
  }

  private List<String> furtherOptions() {
    try {
      return List.of(new ObjectMapper().readValue(options, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "--options must be a JSON array of strings, but is %s".formatted(options), e);
    }
  }

  List<String> only() {
    return List.copyOf(only);
  }

  int forks() {
    return forks;
  }

  String heap() {
    return heap;
  }

  int limitSeconds() {
    return limitSeconds;
  }

  String classPath() {
    return classPath;
  }

  Optional<Path> known() {
    return Optional.ofNullable(known);
  }

  boolean writeKnown() {
    return writeKnown;
  }

  Path out() {
    return out;
  }

  /** What to type for the same run, from the root of the repository. */
  String command() {
    List<String> typed =
        arguments.stream()
            .filter(argument -> !argument.equals("--full") && !argument.startsWith("--out="))
            .toList();
    boolean asJoistTest =
        full && typed.stream().allMatch(argument -> argument.matches("--(suite|seeds|repeat)=.*"));
    return "%s %s"
        .formatted(
            asJoistTest ? "./joist test" : SuiteMain.class.getSimpleName(),
            String.join(" ", typed));
  }

  /** For the help text. */
  private static final class SuiteNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Suite.names().iterator();
    }
  }
}
