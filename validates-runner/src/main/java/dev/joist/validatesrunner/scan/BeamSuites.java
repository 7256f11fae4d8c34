// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import dev.joist.validatesrunner.scan.Suite.Habits;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The suites there are: those of the pinned Beam release, and the queries of TPC-H.
 *
 * <p>They run as users run their pipelines: on JoistRunner with its defaults. Tests that expect the
 * checks that DirectRunner makes run once more in a mode with checks; they are in the lists of
 * known failures, with {@code unchecked} as their modes.
 */
final class BeamSuites {

  private static final String VALIDATES_RUNNER = "org.apache.beam.sdk.testing.ValidatesRunner";
  private static final String NEEDS_RUNNER = "org.apache.beam.sdk.testing.NeedsRunner";
  private static final String EVERY_TEST = "";

  private static final List<TestSource> CORE =
      List.of(
          new TestSource("org.apache.beam.sdk.transforms.ParDoTest", "org.apache.beam.sdk."),
          new TestSource(
              "org.apache.beam.runners.core.metrics.MetricsPusherTest",
              "org.apache.beam.runners.core."));

  private static final List<String> ONE_MODE = List.of("p4-batch");
  private static final List<String> BATCH_AND_STREAMING = List.of("p4-batch", "p4-streaming");
  private static final List<String> ONE_MODE_AND_CHECKS = List.of("p4-batch", "p4-batch-checked");

  /** Tests of its sink share one producer, which the first function that is torn down closes. */
  private static final List<String> ONE_SUBTASK_AND_CHECKS =
      List.of("p1-batch", "p1-batch-checked");

  private static final List<String> FOUR_MODES_AND_CONTROL =
      List.of("p1-batch", "p1-streaming", "p4-batch", "p4-streaming", "control");

  private static final List<String> FOUR_MODES_CHECKS_AND_CONTROL =
      List.of(
          "p1-batch", "p1-streaming", "p4-batch", "p4-streaming", "p4-batch-checked", "control");

  static final List<Suite> ALL =
      List.of(
          new Suite(
              "validates-runner",
              CORE,
              VALIDATES_RUNNER,
              413,
              62,
              new Habits(ONE_MODE, FOUR_MODES_AND_CONTROL, "", false, false)),
          new Suite(
              "needs-runner",
              CORE,
              NEEDS_RUNNER,
              977,
              136,
              new Habits(ONE_MODE_AND_CHECKS, FOUR_MODES_CHECKS_AND_CONTROL, "", true, false)),
          new Suite(
              "validates-runner-seeded",
              CORE,
              VALIDATES_RUNNER,
              413,
              62,
              new Habits(seeds(1), seeds(20), "-seeded", false, false)),
          library(
              "beam-sql",
              "org.apache.beam.sdk.extensions.sql.BeamSqlCliTest",
              805,
              109,
              ONE_MODE_AND_CHECKS),
          library(
              "beam-kafka",
              "org.apache.beam.sdk.io.kafka.KafkaIOTest",
              175,
              21,
              ONE_SUBTASK_AND_CHECKS),
          library(
              "beam-jdbc", "org.apache.beam.sdk.io.jdbc.JdbcIOTest", 129, 14, ONE_MODE_AND_CHECKS),
          new Suite(
              "tpch",
              List.of(
                  new TestSource(
                      "dev.joist.validatesrunner.tpch.TpchQueries",
                      "dev.joist.validatesrunner.tpch.")),
              EVERY_TEST,
              22,
              1,
              new Habits(BATCH_AND_STREAMING, FOUR_MODES_AND_CONTROL, "-tpch", false, false)));

  private BeamSuites() {}

  private static List<String> seeds(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(seed -> "seed-" + seed).toList();
  }

  /**
   * Every test of the tests jar of a library, unit tests of its own among them. Set-ups of its
   * classes make tables and the like, and fail where these are there already.
   */
  private static Suite library(
      String name, String anchorClass, int tests, int classes, List<String> modes) {
    return new Suite(
        name,
        List.of(new TestSource(anchorClass, "")),
        EVERY_TEST,
        tests,
        classes,
        new Habits(modes, modes, "-" + name, true, true));
  }
}
