// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.classpath.MavenResolution;
import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.Launcher;
import dev.joist.benchmarks.session.SessionFolder;
import dev.joist.benchmarks.session.SessionRuns;
import java.io.IOException;
import java.io.PrintStream;
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

  private final ContestOptions options;
  private final SessionRuns runs;
  private final SourceTree tree;
  private final PeerClassPath peers;
  private final PrintStream progress;
  private final Map<Side, Launcher> launchers = new HashMap<>();

  /**
   * @param folder where logs, figures and recordings go
   */
  public Contest(
      ContestOptions options, SourceTree tree, SessionFolder folder, PrintStream progress) {
    this.options = options;
    this.runs = new SessionRuns(folder, options.timeLimit());
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
    for (Entry entry : entries) {
      if (!launchers.containsKey(entry.side())) {
        launchers.put(entry.side(), entry.side().start().prepare(peers, tree));
      }
    }
  }

  private Optional<Measured> run(Turns.Turn turn, List<String> failures)
      throws IOException, InterruptedException {
    String name = turn.entry().fileName(turn.round());
    Path facts = runs.file(name, ".facts");
    Exit exit = runs.run(name, child(turn, facts, runs.file(name, ".jfr")));
    if (!exit.equals(new Exit.Exited(0))) {
      failures.add(
          "%s: %s; see %s".formatted(turn.entry().describe(turn.round()), exit, runs.log(name)));
      return Optional.empty();
    }
    return Optional.of(
        new Measured(turn.entry(), Facts.read(facts), runs.cost(name), runs.conditions(name)));
  }

  private ChildJvm child(Turns.Turn turn, Path facts, Path recording) {
    Entry entry = turn.entry();
    Launcher launcher = launchers.get(entry.side());
    if (launcher == null) {
      throw new IllegalStateException(entry.side().title() + " was not prepared");
    }
    List<String> args = new ArrayList<>();
    args.add(facts.toString());
    args.addAll(entry.args());
    return new ChildJvm(
        launcher,
        options.jvmOptions(entry.side().jvmOptions(), recording),
        entry.mainClass(),
        args);
  }

  private static String describe(Measured run) {
    return "%.1f s, %.1f CPU s, others used %.1f cores, %s"
        .formatted(
            run.wallSeconds(),
            run.cpuSeconds(),
            run.conditions().foreignCores(),
            run.facts().numbers());
  }
}
