// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.JoistPipelineResult;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for processing time when the input ends. */
@Timeout(120)
class EndOfInputTest {

  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();
  private static CountDownLatch flowing = new CountDownLatch(0);

  @BeforeEach
  void nothingSeen() {
    SEEN.clear();
    flowing = new CountDownLatch(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--streaming=false", "--streaming=true"})
  void aTimerThatSetsItselfFiresOnceMore(String mode) {
    Pipeline pipeline = pipeline(mode);
    pipeline
        .apply(Create.of(KV.of("a", 1L), KV.of("b", 2L)))
        .apply("Heartbeat", ParDo.of(new Heartbeat()))
        .apply("See", ParDo.of(new See<>()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(SEEN).containsExactlyInAnyOrder("a is alive", "b is alive");
  }

  @Test
  void aTimerThatSetsItselfLetsADrainEnd() throws InterruptedException {
    Pipeline pipeline = pipeline("--streaming=true");
    pipeline
        .apply(GenerateSequence.from(0).withRate(1, Duration.millis(1)))
        .apply(WithKeys.<String, Long>of("a"))
        .apply("Heartbeat", ParDo.of(new Heartbeat()))
        .apply("See", ParDo.of(new See<>()));
    JoistPipelineResult result = (JoistPipelineResult) pipeline.run();
    flowing.await();

    result.drain();

    assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(SEEN).containsExactly("a is alive");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7})
  void eachKeyHasOnePane(long daysOfLateness) {
    Pipeline pipeline = pipeline("--parallelism=1");
    words(pipeline, daysOfLateness)
        .apply(Count.perElement())
        .apply("See", ParDo.of(new SeePane<>()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(SEEN)
        .containsExactlyInAnyOrder("KV{a, 3} ON_TIME first last", "KV{b, 1} ON_TIME first last");
  }

  @Test
  void aDistinctElementIsEmittedOnce() {
    Pipeline pipeline = pipeline("--parallelism=2");
    words(pipeline, 7).apply(Distinct.create()).apply("See", ParDo.of(new See<>()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(SEEN).containsExactlyInAnyOrder("a", "b");
  }

  /** Words in a window that is fired half an hour after the first. */
  private static PCollection<String> words(Pipeline pipeline, long daysOfLateness) {
    return pipeline
        .apply(Create.of("a", "b", "a", "a"))
        .apply(
            Window.<String>into(new GlobalWindows())
                .triggering(
                    Repeatedly.forever(
                        AfterProcessingTime.pastFirstElementInPane()
                            .plusDelayOf(Duration.standardMinutes(30))))
                .withAllowedLateness(Duration.standardDays(daysOfLateness))
                .accumulatingFiredPanes());
  }

  private static Pipeline pipeline(String option) {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs("--runner=JoistRunner", "--blockOnRun=false", option)
            .create());
  }

  /** Says every hour that it is alive. */
  static final class Heartbeat extends DoFn<KV<String, Long>, String> {
    @TimerId("beat")
    private final TimerSpec beat = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(@TimerId("beat") Timer timer) {
      timer.offset(Duration.standardHours(1)).setRelative();
      flowing.countDown();
    }

    @OnTimer("beat")
    public void beat(@Key String key, @TimerId("beat") Timer timer, OutputReceiver<String> out) {
      out.output(key + " is alive");
      timer.offset(Duration.standardHours(1)).setRelative();
    }
  }

  static final class See<T> extends DoFn<T, Void> {
    @ProcessElement
    public void process(@Element T element) {
      SEEN.add(String.valueOf(element));
    }
  }

  static final class SeePane<T> extends DoFn<T, Void> {
    @ProcessElement
    public void process(@Element T element, PaneInfo pane) {
      SEEN.add(
          "%s %s%s%s"
              .formatted(
                  element,
                  pane.getTiming(),
                  pane.isFirst() ? " first" : "",
                  pane.isLast() ? " last" : ""));
    }
  }
}
