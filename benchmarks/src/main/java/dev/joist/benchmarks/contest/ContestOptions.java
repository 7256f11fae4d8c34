// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every contest has. */
public final class ContestOptions {

  static final String RESUME = "--resume";

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

  @Option(
      names = RESUME,
      description = "Go on with the last session that was broken off, with what it has measured.")
  private boolean resume;

  @Option(names = "--profile", description = "Leave a JFR recording of each run beside its log.")
  private boolean profile;

  @Option(
      names = "--write",
      negatable = true,
      description =
          "Put the tables into docs/benchmarks.md. The default is to do so unless options ask for less or for something"
              + " else.")
  private @Nullable Boolean write;

  /** How often each side runs each program. */
  public int runs() {
    return runs;
  }

  /** Threads for the pipeline, on every side. */
  public int parallelism() {
    return parallelism;
  }

  /** Whether no side but Joist takes part. */
  public boolean onlyJoist() {
    return onlyJoist;
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

  /** The pipeline options for Joist alone. */
  public List<String> joistOptions() {
    return joistOptions;
  }

  /**
   * The options of every measured JVM.
   *
   * @param ofTheSide options that the side cannot do without
   * @param recording the file for a JFR recording, if one is wanted
   */
  public List<String> jvmOptions(List<String> ofTheSide, Path recording) {
    List<String> all = new ArrayList<>();
    all.add("-Xmx" + heap);
    all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    all.addAll(ofTheSide);
    if (profile) {
      // Each method that is compiled, not only those that take long.
      all.add(
          "-XX:StartFlightRecording=settings=profile,jdk.Compilation#threshold=0ms,filename=%s"
              .formatted(recording));
    }
    return all;
  }

  /** How long a run may take. */
  public Duration timeLimit() {
    return Duration.ofSeconds(timeLimitSeconds);
  }

  /** The most heap of every measured JVM, as {@code -Xmx} takes it. */
  public String heap() {
    return heap;
  }

  /** Whether each run leaves a JFR recording. */
  public boolean recordsFlight() {
    return profile;
  }

  /** Whether to go on with the session before. */
  boolean resumes() {
    return resume;
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
