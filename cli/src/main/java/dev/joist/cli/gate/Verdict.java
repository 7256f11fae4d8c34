// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import dev.joist.cli.suite.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a trial showed.
 *
 * @param counts one for each gate, or one for a control
 * @param lines the same for a person, with the end of the log where a gate stood open
 */
record Verdict(Counts counts, List<String> lines) {

  private static final int LOG_LINES = 40;

  Verdict {
    lines = List.copyOf(lines);
  }

  static Verdict of(Trial trial, int exitCode, List<String> log) {
    Verdict verdict = trial.isControl() ? control(trial, exitCode) : gates(trial, exitCode, log);
    return verdict.counts.failed() == 0 ? verdict : verdict.with(log);
  }

  private static Verdict control(Trial trial, int exitCode) {
    return exitCode == 0
        ? new Verdict(Counts.ONE_PASSED, List.of("gates: passes clean: " + trial.name()))
        : new Verdict(
            Counts.ONE_FAILED,
            List.of(
                "gates: FAILED: %s: without any violation the build ends with exit code %d"
                    .formatted(trial.name(), exitCode)));
  }

  private static Verdict gates(Trial trial, int exitCode, List<String> log) {
    Counts counts = Counts.NONE;
    List<String> lines = new ArrayList<>();
    for (Gate gate : trial.gates()) {
      List<String> missing = gate.missingIn(log);
      boolean refused = exitCode != 0 && missing.isEmpty();
      counts = counts.plus(refused ? Counts.ONE_PASSED : Counts.ONE_FAILED);
      lines.add(refused ? "gates: refuses: " + gate.name() : open(gate, exitCode, missing));
    }
    return new Verdict(counts, lines);
  }

  private static String open(Gate gate, int exitCode, List<String> missing) {
    return exitCode == 0
        ? "gates: FAILED: %s: the build passes with a violation in it".formatted(gate.name())
        : "gates: FAILED: %s: the build fails without saying %s".formatted(gate.name(), missing);
  }

  private Verdict with(List<String> log) {
    List<String> end = log.subList(Math.max(0, log.size() - LOG_LINES), log.size());
    return new Verdict(
        counts, Stream.concat(lines.stream(), end.stream().map(line -> "  | " + line)).toList());
  }
}
