// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.checkout.Jdk;
import dev.joist.cli.checkout.TreeCopy;
import dev.joist.cli.suite.Counts;
import dev.joist.cli.suite.Suite;
import dev.joist.cli.suite.SuiteRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every gate of the build, tried with a violation of it in a copy of the tree: a gate that has
 * never refused anything is unproven. Controls show that the same builds pass without the
 * violation.
 */
public final class GatesSuite implements Suite {

  @Override
  public String name() {
    return "gates";
  }

  @Override
  public String purpose() {
    return "plants a violation of each gate in a copy and expects the build to refuse it";
  }

  @Override
  public Counts run(SuiteRun run) {
    Counts total = Counts.NONE;
    try (TreeCopy copy = TreeCopy.of(run.checkout().root())) {
      for (Trial trial : Trials.all()) {
        total = total.plus(trial.runsOn(Jdk.current()) ? run(trial, copy, run) : skip(trial, run));
      }
    }
    return total;
  }

  private static Counts skip(Trial trial, SuiteRun run) {
    run.say(
        "gates: skipped: %s: it is pinned to JDK %d, and this is JDK %d"
            .formatted(trial.name(), Trial.COMPILER_JDK, Jdk.current().feature()));
    return new Counts(0, 0, Math.max(1, trial.gates().size()));
  }

  private static Counts run(Trial trial, TreeCopy copy, SuiteRun run) {
    List<Plant.Undo> undos = new ArrayList<>();
    List<String> log = new ArrayList<>();
    try {
      trial.plants().forEach(plant -> undos.add(plant.into(copy.root())));
      int exitCode = new Checkout(copy.root()).maven(trial.maven()).runMerged(log::add);
      Verdict verdict = Verdict.of(trial, exitCode, log);
      verdict.lines().forEach(run::say);
      return verdict.counts();
    } finally {
      undos.forEach(GatesSuite::undo);
    }
  }

  private static void undo(Plant.Undo undo) {
    try {
      undo.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
