// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.contest.ContestOptions;
import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.JavaLauncher;
import dev.joist.benchmarks.session.Conditions;
import dev.joist.benchmarks.session.SessionRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs each query in a JVM of its own, on the class path of its runner alone. */
final class NexmarkJvm implements NexmarkRuns {

  private static final String NEXMARK = "org.apache.beam.sdk.nexmark.Main";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final PeerClassPath peers;
  private final ContestOptions options;
  private final SessionRuns runs;
  private final Map<RunnerKind, List<Path>> classPaths = new EnumMap<>(RunnerKind.class);

  NexmarkJvm(PeerClassPath peers, ContestOptions options, SessionRuns runs) {
    this.peers = peers;
    this.options = options;
    this.runs = runs;
  }

  /** Resolves the class paths of {@code runners}, so that no download falls into a measurement. */
  void prepare(List<RunnerKind> runners) throws IOException, InterruptedException {
    for (RunnerKind runner : runners) {
      List<Path> resolved = peers.resolve(runner.peer());
      classPaths.put(runner, runner.isOwn() ? PeerClassPath.behindOwn(resolved) : resolved);
    }
  }

  @Override
  public Outcome run(RunSpec spec) throws IOException, InterruptedException {
    String name = spec.fileName();
    Path perf = runs.file(name, ".perf");
    Path log = runs.log(name);
    Exit exit = runs.run(name, child(spec, perf));
    return exit.equals(new Exit.Exited(0))
        ? outcome(spec, PerfFile.read(perf), runs.cost(name), runs.conditions(name), log)
        : new Outcome.Failed(reason(exit, log), log);
  }

  private ChildJvm child(RunSpec spec, Path perf) {
    List<Path> classPath = classPaths.get(spec.runner());
    if (classPath == null) {
      throw new IllegalStateException("no class path was resolved for " + spec.runner().title());
    }
    return new ChildJvm(
        new JavaLauncher(classPath),
        options.jvmOptions(spec.runner().jvmOptions(), runs.file(spec.fileName(), ".jfr")),
        NEXMARK,
        args(spec, perf));
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
    args.addAll(
        spec.runner() == RunnerKind.JOIST
            ? options.joistArguments()
            : spec.runner().pipelineOptions(options.parallelism()));
    return args;
  }

  private String reason(Exit exit, Path log) throws IOException {
    if (exit instanceof Exit.Exited exited) {
      return "exited with %d: %s"
          .formatted(exited.status(), LogExcerpt.cause(Files.readString(log)));
    }
    return "still ran after %d s and was killed".formatted(options.timeLimit().toSeconds());
  }

  private static Outcome outcome(
      RunSpec spec, PerfFile perf, ChildReport cost, Conditions conditions, Path log) {
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
}
