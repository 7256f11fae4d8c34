// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.ValueProvider;
import org.apache.beam.sdk.transforms.Create;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the runner does around the launch of a job. */
class JoistRunnerTest {

  private final RecordingLauncher launcher = new RecordingLauncher();

  /** Options of a pipeline that learns a value only when it runs. */
  public interface LateOptions extends PipelineOptions {
    ValueProvider<String> getLate();

    void setLate(ValueProvider<String> value);
  }

  @Test
  void returnsBeforeTheJobEnds() {
    JoistPipelineResult result = run(pipeline());

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
    PipelineOptions options = options();
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

    Pipeline unbounded = Pipeline.create(options());
    unbounded.apply(GenerateSequence.from(0));
    run(unbounded);
    assertThat(launcher.submission().settings().streaming()).isTrue();
  }

  @Test
  void aJobIsStreamingIfTheUserSaysSo() {
    Pipeline pipeline = Pipeline.create(options("--streaming"));
    pipeline.apply(Create.of(1));

    run(pipeline);

    assertThat(launcher.submission().settings().streaming()).isTrue();
  }

  @Test
  void metricsStaySupportedAfterTheRun() {
    run(pipeline());

    assertThat(MetricsEnvironment.isMetricsSupported()).isTrue();
  }

  @Test
  void explainsAndRunsNothing() {
    Pipeline pipeline = Pipeline.create(options("--explain=dot"));
    pipeline.apply(Create.of(1));

    JoistPipelineResult result = run(pipeline);

    assertThat(launcher.explained).isEqualTo("dot");
    assertThat(launcher.launched).isNull();
    assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
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

  private static Pipeline pipeline() {
    Pipeline pipeline = Pipeline.create(options());
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
