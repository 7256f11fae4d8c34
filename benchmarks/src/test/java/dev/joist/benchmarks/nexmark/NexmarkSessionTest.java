// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import static dev.joist.benchmarks.nexmark.Mode.BATCH;
import static dev.joist.benchmarks.nexmark.RunnerKind.FLINK;
import static dev.joist.benchmarks.nexmark.RunnerKind.JOIST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class NexmarkSessionTest {

  private static final NexmarkPlan PLAN =
      new NexmarkPlan(List.of("0", "5"), List.of(BATCH), List.of(JOIST, FLINK), 1000, 1000, 2);

  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void runsThePlanAndTellsEachRun() throws Exception {
    NexmarkResults results = run(spec -> Samples.completed(0.5, 10));

    assertThat(results.trials()).extracting(Trial::spec).isEqualTo(PLAN.runs());
    assertThat(results.complaints()).isEmpty();
    assertThat(progress.toString(UTF_8))
        .contains(
            "batch query 5 on FlinkRunner, round 2 … 2,000 events/s, 10 results, 3.0 CPU s, others"
                + " used 0.1 cores");
  }

  @Test
  void doesNotRepeatWhatFailedAndGoesOnWithTheRest() throws Exception {
    NexmarkResults results =
        run(
            spec ->
                spec.query().equals("5") && spec.runner() == JOIST
                    ? Samples.failed("still ran after 600 s and was killed")
                    : Samples.completed(0.5, 10));

    assertThat(results.trials()).hasSize(7);
    assertThat(results.complaints())
        .containsExactly(
            "batch query 5 on Joist, round 1 failed: still ran after 600 s and was killed");
  }

  @Test
  void complainsWhenRunnersDisagreeOnTheNumberOfResults() throws Exception {
    NexmarkResults results =
        run(spec -> Samples.completed(0.5, spec.runner() == FLINK && spec.round() == 2 ? 9 : 10));

    assertThat(results.complaints())
        .containsExactly(
            "batch query 0 over 1,000 events gave different numbers of results: {Joist=[10],"
                + " FlinkRunner=[9, 10]}",
            "batch query 5 over 1,000 events gave different numbers of results: {Joist=[10],"
                + " FlinkRunner=[9, 10]}");
  }

  private NexmarkResults run(NexmarkRuns runs) throws IOException, InterruptedException {
    return new NexmarkSession(runs, new PrintStream(progress, true, UTF_8)).run(PLAN);
  }
}
