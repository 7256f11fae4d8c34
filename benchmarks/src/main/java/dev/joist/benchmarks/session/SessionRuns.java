// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.session;

import dev.joist.benchmarks.measure.ProcessorTime;
import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.process.Exit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs child JVMs one at a time; what they write is kept in the folder of the session. */
public final class SessionRuns {

  private static final double NANOS_PER_SECOND = 1e9;

  private final SessionFolder folder;
  private final Duration timeLimit;

  /**
   * @param timeLimit after which a run is killed and counts as failed
   */
  public SessionRuns(SessionFolder folder, Duration timeLimit) {
    this.folder = folder;
    this.timeLimit = timeLimit;
  }

  /**
   * Runs {@code child}, unless a run of that name has succeeded in this session before.
   *
   * @param name the run, as a part of names of files
   */
  public Exit run(String name, ChildJvm child) throws IOException, InterruptedException {
    if (folder.conditions(name).isPresent()) {
      return new Exit.Exited(0);
    }
    double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Optional<ProcessorTime> before = ProcessorTime.now();
    long startNanos = System.nanoTime();
    Exit exit = child.run(file(name, ".cost"), log(name), timeLimit);
    double wallSeconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    Optional<ProcessorTime> after = ProcessorTime.now();
    if (exit.equals(new Exit.Exited(0))) {
      double foreignCores = foreignSeconds(before, after, cost(name)) / wallSeconds;
      folder.finished(name, new Conditions(loadAverage, foreignCores));
    }
    return exit;
  }

  /** What a run cost that has succeeded. */
  public ChildReport cost(String name) throws IOException {
    return ChildReport.read(file(name, ".cost"));
  }

  /** How busy the machine was during a run that has succeeded. */
  public Conditions conditions(String name) throws IOException {
    return folder
        .conditions(name)
        .orElseThrow(() -> new IllegalStateException("run %s has not succeeded".formatted(name)));
  }

  /** What a run printed. */
  public Path log(String name) {
    return file(name, ".log");
  }

  /** A file of a run. */
  public Path file(String name, String suffix) {
    return folder.file(name, suffix);
  }

  private static double foreignSeconds(
      Optional<ProcessorTime> before, Optional<ProcessorTime> after, ChildReport cost) {
    if (before.isEmpty() || after.isEmpty()) {
      return Double.NaN;
    }
    double busySeconds = after.get().busySeconds() - before.get().busySeconds();
    return Math.max(0, busySeconds - cost.cpuNanos() / NANOS_PER_SECOND);
  }
}
