// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.measure.ProcessorTime;
import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.JavaLauncher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs each query in a JVM of its own, on the class path of its runner alone. */
final class NexmarkJvm implements NexmarkRuns {

  private static final String NEXMARK = "org.apache.beam.sdk.nexmark.Main";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final PeerClassPath peers;
  private final ChildSettings settings;
  private final SessionFolder folder;
  private final Map<RunnerKind, List<Path>> classPaths = new EnumMap<>(RunnerKind.class);

  /**
   * @param folder where logs and recordings go
   */
  NexmarkJvm(PeerClassPath peers, ChildSettings settings, SessionFolder folder) {
    this.peers = peers;
    this.settings = settings;
    this.folder = folder;
  }

  /** Resolves the class paths of {@code runners}, so that no download falls into a measurement. */
  void prepare(List<RunnerKind> runners) throws IOException, InterruptedException {
    for (RunnerKind runner : runners) {
      List<Path> resolved = peers.resolve(runner.peer());
      classPaths.put(
          runner, runner == RunnerKind.JOIST ? PeerClassPath.behindOwn(resolved) : resolved);
    }
  }

  @Override
  public Outcome run(RunSpec spec) throws IOException, InterruptedException {
    Optional<Figures.Conditions> conditions = folder.conditions(spec);
    return conditions.isPresent() ? measured(spec, conditions.get()) : measure(spec);
  }

  private Outcome measured(RunSpec spec, Figures.Conditions conditions) throws IOException {
    return outcome(
        spec,
        PerfFile.read(file(spec, ".perf")),
        ChildReport.read(file(spec, ".cost")),
        conditions,
        file(spec, ".log"));
  }

  private Outcome measure(RunSpec spec) throws IOException, InterruptedException {
    Path perf = file(spec, ".perf");
    Path report = file(spec, ".cost");
    Path log = file(spec, ".log");
    double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Optional<ProcessorTime> before = ProcessorTime.now();
    long startNanos = System.nanoTime();
    Exit exit = child(spec, perf).run(report, log, settings.timeLimit());
    double wallSeconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    Optional<ProcessorTime> after = ProcessorTime.now();
    if (!exit.equals(new Exit.Exited(0))) {
      return new Outcome.Failed(reason(exit, log), log);
    }
    ChildReport cost = ChildReport.read(report);
    double foreignCores = foreignSeconds(before, after, cost) / wallSeconds;
    Figures.Conditions conditions = new Figures.Conditions(loadAverage, foreignCores);
    folder.finished(spec, conditions);
    return measured(spec, conditions);
  }

  private ChildJvm child(RunSpec spec, Path perf) {
    List<Path> classPath = classPaths.get(spec.runner());
    if (classPath == null) {
      throw new IllegalStateException("no class path was resolved for " + spec.runner().title());
    }
    return new ChildJvm(new JavaLauncher(classPath), jvmOptions(spec), NEXMARK, args(spec, perf));
  }

  private List<String> jvmOptions(RunSpec spec) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + settings.heap());
    options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    options.addAll(spec.runner().jvmOptions());
    if (settings.recordFlight()) {
      options.add(
          "-XX:StartFlightRecording=settings=profile,filename=%s".formatted(file(spec, ".jfr")));
    }
    return options;
  }

  private List<String> args(RunSpec spec, Path perf) {
    List<String> args = new ArrayList<>();
    args.add("--query=" + spec.query());
    args.add("--numEvents=" + spec.events());
    args.add("--streaming=" + (spec.mode() == Mode.STREAMING));
    args.add("--sinkType=DEVNULL");
    args.add("--manageResources=false");
    args.add("--monitorJobs=true");
    args.add("--perfFilename=" + perf);
    args.addAll(spec.runner().pipelineOptions(settings.parallelism()));
    if (spec.runner() == RunnerKind.JOIST) {
      args.addAll(settings.joistOptions());
    }
    return args;
  }

  private Path file(RunSpec spec, String suffix) {
    return folder.file(spec, suffix);
  }

  private String reason(Exit exit, Path log) throws IOException {
    if (exit instanceof Exit.Exited exited) {
      return "exited with %d: %s"
          .formatted(exited.status(), LogExcerpt.cause(Files.readString(log)));
    }
    return "still ran after %d s and was killed".formatted(settings.timeLimit().toSeconds());
  }

  private static Outcome outcome(
      RunSpec spec, PerfFile perf, ChildReport cost, Figures.Conditions conditions, Path log) {
    if (!perf.errors().isEmpty()) {
      return new Outcome.Failed("Nexmark reports " + String.join("; ", perf.errors()), log);
    }
    if (perf.events() != spec.events() || perf.runtimeSeconds() <= 0) {
      return new Outcome.Failed(
          "Nexmark counted %,d of %,d events in %.3f s"
              .formatted(perf.events(), spec.events(), perf.runtimeSeconds()),
          log);
    }
    return new Outcome.Completed(
        new Figures(
            perf.events(), perf.results(), perf.runtimeSeconds(), cost(perf, cost), conditions));
  }

  private static Figures.Cost cost(PerfFile perf, ChildReport report) {
    return new Figures.Cost(
        report.cpuNanos() / NANOS_PER_SECOND,
        report.cpuNanosAt(perf.firstEventMillis()) / NANOS_PER_SECOND,
        (perf.firstEventMillis() - report.jvmStartMillis()) / MILLIS_PER_SECOND,
        report.peakResidentBytes());
  }

  private static double foreignSeconds(
      Optional<ProcessorTime> before, Optional<ProcessorTime> after, ChildReport cost) {
    if (before.isEmpty() || after.isEmpty()) {
      return -1;
    }
    double busySeconds = after.get().busySeconds() - before.get().busySeconds();
    return Math.max(0, busySeconds - cost.cpuNanos() / NANOS_PER_SECOND);
  }
}
