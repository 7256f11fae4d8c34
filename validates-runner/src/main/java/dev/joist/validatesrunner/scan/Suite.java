// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.util.List;

/**
 * Which tests belong together: those of a JUnit category in some jars, and how they are run.
 *
 * @param category class name of the category, super-categories of a test's included; empty for
 *     every test
 * @param expectedTests how many tests the pinned Beam release has, against which a scan is checked;
 *     of the 977 NeedsRunner tests two have one name, so that some count 976
 * @param expectedClasses in how many classes
 */
public record Suite(
    String name,
    List<TestSource> sources,
    String category,
    int expectedTests,
    int expectedClasses,
    Habits habits) {

  /**
   * How a suite is run.
   *
   * @param shortModes the modes of every build
   * @param fullModes all its modes
   * @param list what the names of its lists (known failures) end in; empty for the lists that
   *     several suites share
   * @param isDefaultRunner whether tests that name no runner run on the one under test, rather than
   *     fail
   * @param hasWholeClasses whether the tests of a class have to run in one go
   */
  public record Habits(
      List<String> shortModes,
      List<String> fullModes,
      String list,
      boolean isDefaultRunner,
      boolean hasWholeClasses) {

    public Habits {
      shortModes = List.copyOf(shortModes);
      fullModes = List.copyOf(fullModes);
    }
  }

  public Suite {
    sources = List.copyOf(sources);
  }

  /** The names of Beam's suites. */
  public static List<String> names() {
    return BeamSuites.ALL.stream().map(Suite::name).toList();
  }

  /** The suite of a name. */
  public static Suite named(String name) {
    return BeamSuites.ALL.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no suite '%s'; the suites are %s".formatted(name, names())));
  }

  /** The suites whose lists are those of {@code list}. */
  public static List<Suite> withList(String list) {
    return BeamSuites.ALL.stream().filter(suite -> suite.habits().list().equals(list)).toList();
  }
}
