// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.runner.options.SimulationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.ValueProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipelineOptions;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs of real pipelines begin and end. */
class RunningPipelinesTest {

  /** Options of a pipeline that learns a value only when it runs. */
  public interface LateOptions extends PipelineOptions {
    ValueProvider<String> getLate();

    void setLate(ValueProvider<String> value);
  }

  @Test
  void anEmptyPipelineIsDone() {
    Pipeline pipeline = Pipeline.create(options(JoistRunner.class));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
  }

  @Test
  void anAssertionThatHoldsLetsThePipelineBeDone() {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    PCollection<Integer> numbers = pipeline.apply(Create.of(1, 2, 3));
    PAssert.that(numbers).containsInAnyOrder(3, 2, 1);

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  void anAssertionThatFailsIsThrownAsItIs() {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    PAssert.that(pipeline.apply(Create.of(1, 2, 3))).containsInAnyOrder(3, 2);

    assertThatThrownBy(pipeline::run).isInstanceOf(AssertionError.class);
  }

  @Test
  void whatADoFnThrowsIsTheCauseAndTheMessageNamesTheTransform() {
    Pipeline pipeline = Pipeline.create(options(JoistRunner.class));
    pipeline.apply(Create.of(0)).apply("Divide", ParDo.of(new DivideByZero()));

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(PipelineExecutionException.class)
        .hasMessageContaining("Divide")
        .hasMessageContaining("/ by zero")
        .cause()
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("/ by zero");
  }

  @Test
  void aRunReturnsWhenItsJobIsDone() {
    Pipeline pipeline = Pipeline.create(options(JoistRunner.class));
    pipeline.apply(GenerateSequence.from(0).to(20_000)).apply(Reshuffle.viaRandomKey());

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  void theTestRunnerThrowsWhatADoFnThrows() {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    pipeline.apply(Create.of(0)).apply("Divide", ParDo.of(new DivideByZero()));

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(PipelineExecutionException.class)
        .hasCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void aFunctionThatCannotBeSetUpFailsTheRun() {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    pipeline.apply(Create.of(1)).apply("Broken", ParDo.of(new BrokenSetup()));

    assertThatThrownBy(pipeline::run)
        .hasMessageContaining("Broken")
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no licence");
  }

  @Test
  void aRunThatDoesNotEndCanBeWaitedForAndCancelled() throws InterruptedException {
    Pipeline pipeline = Pipeline.create(optionsNotToWait(JoistRunner.class));
    pipeline.apply(GenerateSequence.from(0)).apply(ParDo.of(new Announce()));
    var result = pipeline.run();
    Announce.SEEN.await();

    assertThat(result.waitUntilFinish(Duration.millis(20))).isNull();
    assertThat(result.getState()).isEqualTo(State.RUNNING);
    assertThat(cancel(result)).isEqualTo(State.CANCELLED);
    assertThat(result.waitUntilFinish()).isEqualTo(State.CANCELLED);
    assertThat(RunningJobs.all()).doesNotContain((JoistPipelineResult) result);
  }

  @Test
  void cancelInterruptsCodeThatBlocks() throws InterruptedException {
    Pipeline pipeline = Pipeline.create(optionsNotToWait(JoistRunner.class));
    pipeline.apply(Create.of(1)).apply(ParDo.of(new BlockForever()));
    var result = pipeline.run();
    BlockForever.ENTERED.await();

    assertThat(cancel(result)).isEqualTo(State.CANCELLED);
  }

  @Test
  void runtimeValuesReachTheFunctions() {
    PipelineOptions options = options(TestJoistRunner.class);
    ValueProvider<String> late = options.as(LateOptions.class).getLate();
    Pipeline pipeline = Pipeline.create(options);
    PCollection<String> read = pipeline.apply(Create.of(1)).apply(ParDo.of(new ReadProvider(late)));
    PAssert.that(read).containsInAnyOrder("now");
    options.as(LateOptions.class).setLate(ValueProvider.StaticValueProvider.of("now"));

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  void functionsSeeTheUsersOptions() {
    PipelineOptions options = options(TestJoistRunner.class);
    options.setJobName("my-job");
    Pipeline pipeline = Pipeline.create(options);
    PAssert.that(pipeline.apply(Create.of(1)).apply(ParDo.of(new ReadJobName())))
        .containsInAnyOrder("my-job");

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  void aSeedRunsAPipelineOneSubtaskAtATime() {
    PipelineOptions options = options(TestJoistRunner.class);
    options.as(SimulationOptions.class).setSimulationSeed(3L);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Long> numbers =
        pipeline.apply(GenerateSequence.from(0).to(50)).apply(Reshuffle.viaRandomKey());
    PAssert.that(numbers.apply(Count.globally())).containsInAnyOrder(50L);

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  void aTestThatAsksNotToWaitGetsItsResultAtOnce() throws InterruptedException {
    Pipeline pipeline = Pipeline.create(optionsNotToWait(TestJoistRunner.class));
    pipeline.apply(GenerateSequence.from(0));

    var result = pipeline.run();

    assertThat(result.getState()).isEqualTo(State.RUNNING);
    assertThat(MetricsEnvironment.isMetricsSupported()).isFalse();
    assertThat(cancel(result)).isEqualTo(State.CANCELLED);
  }

  @Test
  void aPipelineRunsTwice() {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    PAssert.that(pipeline.apply(GenerateSequence.from(0).to(3))).containsInAnyOrder(0L, 1L, 2L);

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  void aReadThatNobodyConsumesIsReadToItsEnd() {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    pipeline.apply(GenerateSequence.from(0).to(10));

    var read =
        pipeline
            .run()
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named("source", "elements_read"))
                    .build())
            .getCounters();

    assertThat(read).singleElement().returns(10L, MetricResult::getCommitted);
  }

  @Test
  void aBoundedWriteMakesAFileOfEachSubtask(@TempDir Path directory) throws IOException {
    Pipeline pipeline = Pipeline.create(options(TestJoistRunner.class));
    pipeline
        .apply(GenerateSequence.from(0).to(20_000))
        .apply(Reshuffle.viaRandomKey())
        .apply(MapElements.into(TypeDescriptors.strings()).via(String::valueOf))
        .apply(TextIO.write().to(directory.resolve("numbers").toString()));

    pipeline.run();

    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSize(2);
    assertThat(files).flatMap(Files::readAllLines).hasSize(20_000).doesNotHaveDuplicates();
  }

  private static State cancel(PipelineResult result) {
    return ((JoistPipelineResult) result).cancel();
  }

  private static PipelineOptions optionsNotToWait(Class<? extends PipelineRunner<?>> runner) {
    PipelineOptions options = options(runner);
    options.as(TestPipelineOptions.class).setBlockOnRun(false);
    return options;
  }

  private static PipelineOptions options(Class<? extends PipelineRunner<?>> runner) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--parallelism=2").create();
    options.setRunner(runner);
    return options;
  }

  static final class DivideByZero extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      out.output(1 / element);
    }
  }

  static final class BrokenSetup extends DoFn<Integer, Integer> {
    private final boolean licensed = false;

    @Setup
    public void setup() {
      if (!licensed) {
        throw new IllegalStateException("no licence");
      }
    }

    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      out.output(element);
    }
  }

  static final class Announce extends DoFn<Long, Void> {
    static final CountDownLatch SEEN = new CountDownLatch(1);

    @ProcessElement
    public void process() {
      SEEN.countDown();
    }
  }

  static final class BlockForever extends DoFn<Integer, Void> {
    static final CountDownLatch ENTERED = new CountDownLatch(1);

    @ProcessElement
    public void process() throws InterruptedException {
      ENTERED.countDown();
      new CountDownLatch(1).await();
    }
  }

  static final class ReadProvider extends DoFn<Integer, String> {
    private final ValueProvider<String> provider;

    ReadProvider(ValueProvider<String> provider) {
      this.provider = provider;
    }

    @ProcessElement
    public void process(OutputReceiver<String> out) {
      out.output(provider.get());
    }
  }

  static final class ReadJobName extends DoFn<Integer, String> {
    @ProcessElement
    public void process(PipelineOptions options, OutputReceiver<String> out) {
      out.output(options.getJobName());
    }
  }
}
