// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.classpath.MavenResolution;
import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.measure.ProcessorTime;
import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.Launcher;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs programs in JVMs of their own, one at a time, and tells how it comes along. */
public final class Contest {

  private static final double NANOS_PER_SECOND = 1e9;

  private final ContestOptions options;
  private final Path directory;
  private final SourceTree tree;
  private final PeerClassPath peers;
  private final PrintStream progress;
  private final Map<Side, Launcher> launchers = new HashMap<>();

  /**
   * @param directory where logs, figures and recordings go
   */
  public Contest(ContestOptions options, SourceTree tree, Path directory, PrintStream progress) {
    this.options = options;
    this.directory = directory;
    this.tree = tree;
    this.peers = new PeerClassPath(tree, new MavenResolution(progress));
    this.progress = progress;
  }

  /** Runs each entry as often as the options say; one that failed is not tried again. */
  public Results run(List<Entry> entries) throws IOException, InterruptedException {
    prepare(entries);
    List<Measured> measured = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Set<Entry> failed = new HashSet<>();
    for (Turns.Turn turn : Turns.of(entries, options.runs()).order()) {
      if (failed.contains(turn.entry())) {
        continue;
      }
      progress.printf("%s … ", turn.entry().describe(turn.round()));
      progress.flush();
      Optional<Measured> run = run(turn, failures);
      run.ifPresentOrElse(measured::add, () -> failed.add(turn.entry()));
      progress.println(
          run.map(Contest::describe).orElseGet(() -> failures.get(failures.size() - 1)));
    }
    return new Results(measured, failures);
  }

  /** Makes all class paths and archives, so that none is made while others are measured. */
  private void prepare(List<Entry> entries) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    for (Entry entry : entries) {
      if (!launchers.containsKey(entry.side())) {
        launchers.put(entry.side(), entry.side().start().prepare(peers, tree));
      }
    }
  }

  private Optional<Measured> run(Turns.Turn turn, List<String> failures)
      throws IOException, InterruptedException {
    Path facts = file(turn, ".facts");
    Path report = file(turn, ".cost");
    Path log = file(turn, ".log");
    Optional<ProcessorTime> before = ProcessorTime.now();
    long startNanos = System.nanoTime();
    Exit exit = child(launcher(turn), turn, facts).run(report, log, options.timeLimit());
    double wallSeconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    Optional<ProcessorTime> after = ProcessorTime.now();
    if (!exit.equals(new Exit.Exited(0))) {
      failures.add("%s: %s; see %s".formatted(turn.entry().describe(turn.round()), exit, log));
      return Optional.empty();
    }
    ChildReport cost = ChildReport.read(report);
    double foreignCores = foreignSeconds(before, after, cost) / wallSeconds;
    return Optional.of(new Measured(turn.entry(), Facts.read(facts), cost, foreignCores));
  }

  private Launcher launcher(Turns.Turn turn) {
    Launcher launcher = launchers.get(turn.entry().side());
    if (launcher == null) {
      throw new IllegalStateException(turn.entry().side().title() + " was not prepared");
    }
    return launcher;
  }

  private ChildJvm child(Launcher launcher, Turns.Turn turn, Path facts) {
    Entry entry = turn.entry();
    List<String> jvmOptions = new ArrayList<>();
    jvmOptions.add("-Xmx" + options.heap());
    jvmOptions.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    jvmOptions.addAll(entry.side().jvmOptions());
    if (options.recordsFlight()) {
      jvmOptions.add(
          "-XX:StartFlightRecording=settings=profile,filename=%s".formatted(file(turn, ".jfr")));
    }
    List<String> args = new ArrayList<>();
    args.add(facts.toString());
    args.addAll(entry.args());
    return new ChildJvm(launcher, jvmOptions, entry.mainClass(), args);
  }

  private Path file(Turns.Turn turn, String suffix) {
    return directory.resolve(turn.entry().fileName(turn.round()) + suffix);
  }

  private static String describe(Measured run) {
    return "%.1f s, %.1f CPU s, others used %.1f cores, %s"
        .formatted(run.wallSeconds(), run.cpuSeconds(), run.foreignCores(), run.facts().numbers());
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
