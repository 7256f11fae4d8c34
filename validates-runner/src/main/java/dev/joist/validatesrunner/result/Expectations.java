// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.scan.TestId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is measured against.
 *
 * @param knownFailures of the runner under test
 * @param controlPasses what passes on a runner that executes nothing
 */
public record Expectations(KnownFailures knownFailures, Set<TestId> controlPasses) {

  public Expectations {
    controlPasses = Set.copyOf(controlPasses);
  }

  /** Reads the names of tests; empty lines and those that begin with {@code #} are comments. */
  public static Set<TestId> parseControlPasses(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> TestId.parse(line.strip()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
