// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tests passed, failed and were skipped. A test that was to run and did not has failed.
 */
public record Counts(int passed, int failed, int skipped) {

  /** Nothing ran yet. */
  public static final Counts NONE = new Counts(0, 0, 0);

  public static final Counts ONE_PASSED = new Counts(1, 0, 0);
  public static final Counts ONE_FAILED = new Counts(0, 1, 0);

  private static final Pattern LINE =
      Pattern.compile("(\\d+) passed, (\\d+) failed, (\\d+) skipped");

  public Counts {
    if (passed < 0 || failed < 0 || skipped < 0) {
      throw new IllegalArgumentException(
          "counts cannot be negative: %d passed, %d failed, %d skipped"
              .formatted(passed, failed, skipped));
    }
  }

  /** Reads what {@link #toString} writes; empty if the line is another. */
  public static Optional<Counts> parse(String line) {
    Matcher matcher = LINE.matcher(line.strip());
    return matcher.matches()
        ? Optional.of(new Counts(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  public Counts plus(Counts other) {
    return new Counts(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  /** Whether something passed and nothing failed: a suite that ran no test has not succeeded. */
  public boolean succeeded() {
    return failed == 0 && passed > 0;
  }

  @Override
  public String toString() {
    return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
