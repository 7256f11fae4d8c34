// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each test may take.
 *
 * @param defaultSeconds for tests that are not named
 * @param seconds by {@code Class#method}, with or without parameters
 */
public record TimeLimits(int defaultSeconds, Map<TestId, Integer> seconds) {

  public TimeLimits {
    seconds = Map.copyOf(seconds);
  }

  /**
   * Reads lines of {@code Class#method | seconds | reason}; empty ones and those that begin with
   * {@code #} are comments.
   */
  public static TimeLimits parse(int defaultSeconds, List<String> lines) {
    Map<TestId, Integer> seconds = new HashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split("\\|", 3);
      if (columns.length != 3 || columns[2].isBlank()) {
        throw new IllegalArgumentException(
            "time limit '%s' is not of the form Class#method | seconds | reason".formatted(line));
      }
      seconds.put(TestId.parse(columns[0].strip()), Integer.valueOf(columns[1].strip()));
    }
    return new TimeLimits(defaultSeconds, seconds);
  }

  /** The limit of a test. */
  public int secondsOf(TestId test) {
    Integer exact = seconds.get(test);
    if (exact != null) {
      return exact;
    }
    int parameters = test.methodName().indexOf('[');
    return parameters < 1
        ? defaultSeconds
        : seconds.getOrDefault(
            new TestId(test.className(), test.methodName().substring(0, parameters)),
            defaultSeconds);
  }
}
