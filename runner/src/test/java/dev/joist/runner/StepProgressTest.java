// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.metrics.StepFigures;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.WithKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of the steps of a job. */
@Timeout(120)
class StepProgressTest {

  private final WatchedLauncher launcher = new WatchedLauncher();

  @Test
  void stepsThatAreFusedBehindASourceHaveCountsOfTheirOwn() {
    Pipeline pipeline = pipeline("--parallelism=2");
    pipeline
        .apply("Read", GenerateSequence.from(0).to(5000))
        .apply("Even", ParDo.of(new Even()))
        .apply(WithKeys.of("key"))
        .apply("Sum", Sum.longsPerKey());

    run(pipeline);

    assertThat(steps("Read")).singleElement().matches(StepFigures::reads);
    assertThat(elements("Read")).isEqualTo(5000);
    assertThat(elements("Even")).isEqualTo(5000);
    assertThat(elements("WithKeys")).isEqualTo(2501);
    assertThat(elements("Sum")).as("held back by the partial combine").isEqualTo(2501);
  }

  @Test
  void aThreadIsSeenInTheStepWhoseCodeItRuns() throws InterruptedException {
    Blocks.entered = new CountDownLatch(1);
    Blocks.left = new CountDownLatch(1);
    Pipeline pipeline = pipeline("--parallelism=1", "--blockOnRun=false");
    pipeline
        .apply("Few", Create.of(1L))
        .apply("Before", ParDo.of(new Even()))
        .apply("Blocks", ParDo.of(new Blocks()));
    JoistPipelineResult result = run(pipeline);
    Blocks.entered.await();

    launcher.job().sample();
    Blocks.left.countDown();
    result.waitUntilFinish();

    assertThat(steps("Blocks")).singleElement().returns(1L, StepFigures::samples);
    assertThat(steps("Before")).singleElement().returns(0L, StepFigures::samples);
  }

  private long elements(String transform) {
    return steps(transform).stream().mapToLong(StepFigures::elements).sum();
  }

  private List<StepFigures> steps(String transform) {
    return launcher.job().figures().stream()
        .filter(step -> step.step().startsWith(transform))
        .toList();
  }

  private JoistPipelineResult run(Pipeline pipeline) {
    JoistPipelineOptions options = pipeline.getOptions().as(JoistPipelineOptions.class);
    return new JoistRunner(options, launcher).run(pipeline);
  }

  private static Pipeline pipeline(String... args) {
    var options = PipelineOptionsFactory.fromArgs(args).as(JoistPipelineOptions.class);
    options.setRunner(JoistRunner.class);
    options.setQuiet(true);
    return Pipeline.create(options);
  }

  /** Launches jobs as ever, and lets the test see them. */
  private static final class WatchedLauncher implements JobLauncher {

    private final JobLauncher launcher = new PlanLauncher();
    private @Nullable RunningJob launched;

    @Override
    public RunningJob launch(Submission submission) {
      launched = launcher.launch(submission);
      return job();
    }

    @Override
    public String explain(Submission submission, String format) {
      return launcher.explain(submission, format);
    }

    RunningJob job() {
      return requireNonNull(launched, "nothing was launched");
    }
  }

  static final class Even extends DoFn<Long, Long> {
    @ProcessElement
    public void process(@Element Long number, OutputReceiver<Long> out) {
      if (number % 2 == 0 || number == 1) {
        out.output(number);
      }
    }
  }

  static final class Blocks extends DoFn<Long, Void> {
    static CountDownLatch entered = new CountDownLatch(1);
    static CountDownLatch left = new CountDownLatch(1);

    @ProcessElement
    public void process() throws InterruptedException {
      entered.countDown();
      left.await();
    }
  }
}
