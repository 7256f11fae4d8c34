// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.ValueProvider;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.UserCodeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runner does around the launch of a job. */
class JoistRunnerTest {

  private final RecordingLauncher launcher = new RecordingLauncher();

  /** Options of a pipeline that learns a value only when it runs. */
  public interface LateOptions extends PipelineOptions {
    ValueProvider<String> getLate();

    void setLate(ValueProvider<String> value);
  }

  @Test
  void waitsForTheEndOfTheJobAndThrowsWhatItFailedOf() {
    List<JoistPipelineResult> untold = RunningJobs.failedUntold();
    Exception thrown = new IllegalArgumentException("bad element");
    launcher.job.fail(UserCodeException.wrap(thrown));

    assertThatThrownBy(() -> run(pipeline("--blockOnRun=true")))
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .cause()
        .isSameAs(thrown);
    assertThat(RunningJobs.failedUntold()).containsExactlyInAnyOrderElementsOf(untold);
  }

  @Test
  void anInterruptWhileItWaitsCancelsTheJobWhichNobodyElseCould() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> run(pipeline("--blockOnRun=true")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the thread that waited in run() was interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(launcher.job.state()).isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--blockOnRun=false", "--attachedMode=false"})
  void returnsBeforeTheJobEndsIfTheUserSaysSo(String option) {
    JoistPipelineResult result = run(Pipeline.create(options(option)));

    assertThat(result.getState()).isEqualTo(State.RUNNING);
    assertThat(RunningJobs.all()).contains(result);
    launcher.job.done();
    assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
  }

  @Test
  void handsOnTheUsersOwnOptions() {
    Pipeline pipeline = pipeline();

    run(pipeline);

    assertThat(launcher.submission().options()).isEqualTo(pipeline.getOptions());
  }

  @Test
  void runtimeValuesCanBeReadWhenTheJobStarts() {
    PipelineOptions options = options("--blockOnRun=false");
    ValueProvider<String> late = options.as(LateOptions.class).getLate();
    Pipeline pipeline = Pipeline.create(options);
    options.as(LateOptions.class).setLate(ValueProvider.StaticValueProvider.of("now"));
    assertThat(late.isAccessible()).isFalse();

    run(pipeline);

    assertThat(late.get()).isEqualTo("now");
  }

  @Test
  void aJobIsStreamingIfAnythingInItIsUnbounded() {
    Pipeline bounded = pipeline();
    run(bounded);
    assertThat(launcher.submission().settings().streaming()).isFalse();

    Pipeline unbounded = Pipeline.create(options("--blockOnRun=false"));
    unbounded.apply(GenerateSequence.from(0));
    run(unbounded);
    assertThat(launcher.submission().settings().streaming()).isTrue();
  }

  @Test
  void aJobIsStreamingIfTheUserSaysSo() {
    Pipeline pipeline = Pipeline.create(options("--streaming", "--blockOnRun=false"));
    pipeline.apply(Create.of(1));

    run(pipeline);

    assertThat(launcher.submission().settings().streaming()).isTrue();
  }

  @Test
  void testsCountTheirAssertionsAfterARunThatWaited() {
    launcher.job.done();

    run(pipeline("--blockOnRun=true"));
    assertThat(MetricsEnvironment.isMetricsSupported()).isTrue();

    run(pipeline("--blockOnRun=false"));
    assertThat(MetricsEnvironment.isMetricsSupported()).isFalse();
  }

  @Test
  void explainsAndRunsNothing() {
    Pipeline pipeline = Pipeline.create(options("--explain=dot"));
    pipeline.apply(Create.of(1));

    JoistPipelineResult result = run(pipeline);

    assertThat(launcher.explained).isEqualTo("dot");
    assertThat(launcher.launched).isNull();
    assertThat(result.waitUntilFinish()).as("nothing is done").isEqualTo(State.STOPPED);
  }

  @Test
  void explainsAsTextWhereNoFormatIsNamed() {
    Pipeline pipeline = Pipeline.create(options("--explain"));
    pipeline.apply(Create.of(1));

    run(pipeline);

    assertThat(launcher.explained).isEqualTo("text");
  }

  @Test
  void refusesAFormatThatDoesNotExist() {
    Pipeline pipeline = Pipeline.create(options("--explain=png"));

    assertThatThrownBy(() -> run(pipeline))
        .isInstanceOf(JoistException.class)
        .hasMessage("--explain=png is not a format; use one of text, json and dot");
  }

  private JoistPipelineResult run(Pipeline pipeline) {
    JoistPipelineOptions options = pipeline.getOptions().as(JoistPipelineOptions.class);
    return new JoistRunner(options, launcher).run(pipeline);
  }

  /** A pipeline whose job ends when the test says so, which therefore does not wait for it. */
  private static Pipeline pipeline() {
    return pipeline("--blockOnRun=false");
  }

  private static Pipeline pipeline(String... args) {
    Pipeline pipeline = Pipeline.create(options(args));
    pipeline.apply(Create.of(1));
    return pipeline;
  }

  private static PipelineOptions options(String... args) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(args).create();
    options.setRunner(JoistRunner.class);
    return options;
  }

  /** Notes what it is asked to launch. */
  private static final class RecordingLauncher implements JobLauncher {

    final ManualJob job = new ManualJob();
    @Nullable Submission launched;
    @Nullable String explained;

    @Override
    public RunningJob launch(Submission submission) {
      launched = submission;
      return job;
    }

    @Override
    public String explain(Submission submission, String format) {
      explained = format;
      return "plan";
    }

    Submission submission() {
      return requireNonNull(launched, "nothing was launched");
    }
  }
}
