// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.util.List;

/**
 * Which tests belong together: those of a JUnit category in some jars.
 *
 * @param category class name of the category, super-categories of a test's included
 * @param expectedTests how many tests the pinned Beam release has, against which a scan is checked;
 *     of the 977 NeedsRunner tests two have one name, so that some count 976
 * @param expectedClasses in how many classes
 * @param joistOptions options with which Joist runs it
 */
public record Suite(
    String name,
    List<TestSource> sources,
    String category,
    int expectedTests,
    int expectedClasses,
    List<String> joistOptions) {

  private static final TestSource SDK_TESTS =
      new TestSource("org.apache.beam.sdk.transforms.ParDoTest", "org.apache.beam.sdk.");
  private static final TestSource RUNNERS_CORE_TESTS =
      new TestSource(
          "org.apache.beam.runners.core.metrics.MetricsPusherTest",
          "org.apache.beam.runners.core.");

  private static final List<Suite> ALL =
      List.of(
          new Suite(
              "validates-runner",
              List.of(SDK_TESTS, RUNNERS_CORE_TESTS),
              "org.apache.beam.sdk.testing.ValidatesRunner",
              413,
              62,
              List.of("--checkElements=false")),
          new Suite(
              "needs-runner",
              List.of(SDK_TESTS, RUNNERS_CORE_TESTS),
              "org.apache.beam.sdk.testing.NeedsRunner",
              977,
              136,
              List.of("--checkElements=true")));

  public Suite {
    sources = List.copyOf(sources);
    joistOptions = List.copyOf(joistOptions);
  }

  /** The names of Beam's suites. */
  public static List<String> names() {
    return ALL.stream().map(Suite::name).toList();
  }

  /** The suite of a name. */
  public static Suite named(String name) {
    return ALL.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no suite '%s'; the suites are %s".formatted(name, names())));
  }
}
