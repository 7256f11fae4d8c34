// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every contest has. */
public final class ContestOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "How often each side runs each program; the median counts.")
  private int runs;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Threads for the pipeline, on every side.")
  private int parallelism;

  @Option(names = "--heap", defaultValue = "2g", description = "-Xmx of every run.")
  private String heap;

  @Option(
      names = "--time-limit",
      defaultValue = "600",
      description = "Seconds after which a run's threads are dumped and it is killed.")
  private long timeLimitSeconds;

  @Option(names = "--only-joist", description = "Leave the other sides out.")
  private boolean onlyJoist;

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
          "Put the tables into docs/benchmarks.md. The default is to do so when no option is given.")
  private @Nullable Boolean write;

  int runs() {
    return runs;
  }

  /** Threads for the pipeline, on every side. */
  public int parallelism() {
    return parallelism;
  }

  /** Whether {@code side} takes part. */
  public boolean includes(Side side) {
    return !onlyJoist || side.isJoist();
  }

  /** The pipeline options that select Joist and tune it. */
  public List<String> joistArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--runner=JoistRunner");
    arguments.add("--parallelism=" + parallelism);
    arguments.addAll(joistOptions);
    return arguments;
  }

  Duration timeLimit() {
    return Duration.ofSeconds(timeLimitSeconds);
  }

  String heap() {
    return heap;
  }

  boolean recordsFlight() {
    return profile;
  }

  @Nullable Boolean write() {
    return write;
  }

  /** Refuses what makes no sense. */
  void validate() {
    if (runs <= 0) {
      throw new IllegalArgumentException("--runs must be positive, not " + runs);
    }
    if (parallelism <= 0) {
      throw new IllegalArgumentException("--parallelism must be positive, not " + parallelism);
    }
    if (!heap.matches("\\d+[kKmMgG]?")) {
      throw new IllegalArgumentException(
          "--heap takes a size as -Xmx does, such as 2g, not '%s'".formatted(heap));
    }
  }
}
