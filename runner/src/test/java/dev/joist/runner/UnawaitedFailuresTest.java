// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the failure of a job whose {@code run()} did not wait. */
@Timeout(120)
class UnawaitedFailuresTest {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ManualJob job = new ManualJob();
  private final JoistPipelineResult result = new JoistPipelineResult(job);

  @BeforeEach
  void readTheLog() {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void giveTheLogBack() {
    System.setErr(before);
  }

  @Test
  void itIsLoggedWithItsCauseWhereNobodyWaits() {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs("--runner=JoistRunner", "--blockOnRun=false").create());
    pipeline.apply(Create.of("three")).apply("Parse", ParDo.of(new Parse()));

    PipelineResult unwatched = pipeline.run();
    awaitWithoutAsking(unwatched);

    assertThat(log.toString(UTF_8))
        .contains("ERROR", "A job failed, and nothing waited for its end: Parse/ParMultiDo(Parse)")
        .contains("Caused by: java.lang.NumberFormatException: For input string: \"three\"");
    assertThatThrownBy(unwatched::waitUntilFinish).hasMessageContaining("Parse");
  }

  @Test
  void itIsNotLoggedWhereSomebodyWaitsAndIsThrownThere() {
    job.whenEnded(() -> UnawaitedFailures.tell(result, job));
    CompletableFuture<State> waiting = CompletableFuture.supplyAsync(result::waitUntilFinish);
    while (!result.isAwaited()) {
      Thread.onSpinWait();
    }

    job.fail(new IllegalArgumentException("bad element"));

    assertThatThrownBy(waiting::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("bad element");
    assertThat(log.toString(UTF_8)).doesNotContain("bad element");
  }

  @Test
  void nothingIsLoggedOfAJobThatWasDone() {
    job.whenEnded(() -> UnawaitedFailures.tell(result, job));

    job.done();

    assertThat(log.toString(UTF_8)).doesNotContain("A job failed");
  }

  /** Until the job has not only failed: its last words come after that. */
  private static void awaitWithoutAsking(PipelineResult unwatched) {
    while (unwatched.getState() == State.RUNNING || RunningJobs.all().contains(unwatched)) {
      Thread.onSpinWait();
    }
  }

  static final class Parse extends DoFn<String, Integer> {
    @ProcessElement
    public void process(@Element String text, OutputReceiver<Integer> out) {
      out.output(Integer.valueOf(text));
    }
  }
}
