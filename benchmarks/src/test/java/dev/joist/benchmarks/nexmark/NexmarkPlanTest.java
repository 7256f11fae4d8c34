// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import static dev.joist.benchmarks.nexmark.Mode.BATCH;
import static dev.joist.benchmarks.nexmark.Mode.STREAMING;
import static dev.joist.benchmarks.nexmark.RunnerKind.DIRECT;
import static dev.joist.benchmarks.nexmark.RunnerKind.FLINK;
import static dev.joist.benchmarks.nexmark.RunnerKind.JOIST;
import static dev.joist.benchmarks.nexmark.RunnerKind.SPARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NexmarkPlanTest {

  @Test
  void letsTheRunnersTakeTurnsWithinAQuery() {
    NexmarkPlan plan =
        new NexmarkPlan(List.of("0", "5"), List.of(BATCH), List.of(JOIST, FLINK), 10, 10, 2);

    assertThat(plan.runs())
        .extracting(RunSpec::fileName)
        .containsExactly(
            "batch-0-joist-1",
            "batch-0-flink-1",
            "batch-0-joist-2",
            "batch-0-flink-2",
            "batch-5-joist-1",
            "batch-5-flink-1",
            "batch-5-joist-2",
            "batch-5-flink-2");
  }

  @Test
  void leavesOutWhatARunnerCannotDoAndSparesDirectRunner() {
    NexmarkPlan plan =
        new NexmarkPlan(
            List.of("0"), List.of(BATCH, STREAMING), List.of(SPARK, DIRECT), 1000, 100, 1);

    assertThat(plan.runs())
        .containsExactly(
            new RunSpec(SPARK, BATCH, "0", 1000, 1),
            new RunSpec(DIRECT, BATCH, "0", 100, 1),
            new RunSpec(DIRECT, STREAMING, "0", 100, 1));
  }

  @Test
  void refusesToRunNothing() {
    assertThatThrownBy(() -> new NexmarkPlan(List.of("0"), List.of(BATCH), List.of(JOIST), 1, 1, 0))
        .hasMessage("--runs must be positive, not 0");
  }
}
