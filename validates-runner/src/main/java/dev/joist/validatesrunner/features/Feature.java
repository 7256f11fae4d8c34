// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a pipeline may use.
 *
 * @param area what it belongs to
 * @param name what it is
 * @param tests what tests it: categories, classes and methods of Beam's tests, and of ours
 */
record Feature(String area, String name, List<String> tests) {

  private static final int COLUMNS = 3;

  Feature {
    tests = List.copyOf(tests);
    if (tests.isEmpty()) {
      throw new IllegalArgumentException("feature '%s' has no test".formatted(name));
    }
  }

  /**
   * Reads lines of {@code area | feature | test, test}; empty ones and those that begin with {@code
   * #} are comments.
   */
  static List<Feature> parse(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Feature::parse)
        .toList();
  }

  private static Feature parse(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(
          "'%s' is not of the form area | feature | tests".formatted(line));
    }
    List<String> tests =
        Stream.of(columns[2].split(","))
            .map(String::strip)
            .filter(test -> !test.isEmpty())
            .toList();
    return new Feature(columns[0].strip(), columns[1].strip(), tests);
  }
}
