// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import dev.joist.validatesrunner.drive.TimeLimits;
import dev.joist.validatesrunner.result.Expectations;
import dev.joist.validatesrunner.result.KnownFailures;
import dev.joist.validatesrunner.scan.LeftOut;
import dev.joist.validatesrunner.scan.Suite;
import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists that are kept by hand in this module's resources. */
final class SuiteLists {

  private SuiteLists() {}

  /** Limits of tests that need longer than the default. */
  static TimeLimits timeLimits(int defaultSeconds) {
    return TimeLimits.parse(defaultSeconds, resourceLines("time-limits.txt"));
  }

  /**
   * Tests that assert how long something took by the machine's clock, and why; {@code Class#method
   * | reason} in each line.
   */
  static Map<TestId, String> timedTests() {
    Map<TestId, String> timed = new HashMap<>();
    for (String line : resourceLines("timed-tests.txt")) {
      String[] columns = line.split("\\|", 2);
      if (!line.isBlank() && !line.startsWith("#")) {
        if (columns.length != 2 || columns[1].isBlank()) {
          throw new IllegalArgumentException(
              "timed test '%s' is not of the form Class#method | reason".formatted(line));
        }
        timed.put(TestId.parse(columns[0].strip()), columns[1].strip());
      }
    }
    return Map.copyOf(timed);
  }

  /** What to measure a run against. */
  static Expectations expectations(SuiteOptions options) {
    List<String> known =
        options.known().isPresent()
            ? fileLines(options.known().get())
            : resourceLines(knownFailuresFile(options));
    return new Expectations(KnownFailures.parse(known), controlPasses(options.suite().name()));
  }

  /**
   * The tests of needs-runner that prove nothing about Joist: they pass on a runner that executes
   * nothing, or fail on Joist.
   */
  static Set<TestId> testsThatShowNothing() {
    Set<TestId> tests = new HashSet<>(controlPasses("needs-runner"));
    KnownFailures.parse(resourceLines("known-failures.txt"))
        .entries()
        .forEach(entry -> tests.add(entry.test()));
    return tests;
  }

  private static Set<TestId> controlPasses(String suite) {
    return Expectations.parseControlPasses(resourceLines("control-passes-%s.txt".formatted(suite)));
  }

  /** The tests that are not run. */
  static LeftOut leftOut(Suite suite) {
    return LeftOut.parse(resourceLines("left-out-%s.txt".formatted(suite.name())));
  }

  /** The name of the file that a known failure is listed in, for people. */
  static String knownFailuresFile(SuiteOptions options) {
    return options.isOurRunner()
        ? "known-failures%s.txt".formatted(options.suite().habits().list())
        : "known-failures-%s.txt".formatted(options.runnerSimpleName());
  }

  private static List<String> fileLines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the known failures in " + file, e);
    }
  }

  /** The lines of a resource; none if it does not exist. */
  private static List<String> resourceLines(String name) {
    try (InputStream resource = SuiteLists.class.getResourceAsStream(name)) {
      return resource == null
          ? List.of()
          : new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
