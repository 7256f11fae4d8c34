// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.drive.TestOutcome;
import dev.joist.validatesrunner.scan.TestId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lines for the list of known failures, grouped by what the tests threw and without a cause: that
 * is for a person to find and to write.
 */
public final class KnownCandidates {

  private static final int HEADING_CHARS = 160;

  private KnownCandidates() {}

  /** Lines for the unlisted failures of a result, the largest group first. */
  public static List<String> lines(SuiteResult result) {
    Map<String, Map<TestId, Set<String>>> groups = new TreeMap<>();
    for (JudgedTest test : result.with(verdict -> verdict == Verdict.FAILED)) {
      TestOutcome outcome = test.outcome();
      groups
          .computeIfAbsent(heading(outcome.message()), message -> new TreeMap<>())
          .computeIfAbsent(outcome.test(), id -> new TreeSet<>())
          .add(outcome.mode());
    }
    List<String> lines = new ArrayList<>();
    groups.entrySet().stream()
        .sorted(Comparator.comparing(group -> -group.getValue().size()))
        .forEach(group -> addGroup(lines, group.getKey(), group.getValue(), result));
    return lines;
  }

  private static void addGroup(
      List<String> lines, String heading, Map<TestId, Set<String>> tests, SuiteResult result) {
    lines.add("");
    lines.add("# %d: %s".formatted(tests.size(), heading));
    int modesRun = result.modes().size() - (result.modes().containsKey("control") ? 1 : 0);
    tests.forEach(
        (test, modes) ->
            lines.add(
                "%s | %s | "
                    .formatted(test, modes.size() == modesRun ? "*" : String.join(",", modes))));
  }

  private static String heading(String message) {
    String line = message.lines().findFirst().orElse("no message");
    return line.length() <= HEADING_CHARS ? line : line.substring(0, HEADING_CHARS) + " …";
  }
}
