// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stick measures the right thing: it gives the results that a runner gives. */
class FloorRunnerTest {

  /** What {@link Say} has heard; the function that runs is a copy. */
  private static final Queue<String> SAID = new ConcurrentLinkedQueue<>();

  private final Pipeline pipeline =
      Pipeline.create(
          PipelineOptionsFactory.fromArgs(
                  "--runner=" + FloorRunner.class.getName(), "--parallelism=2")
              .create());

  @BeforeEach
  void forget() {
    SAID.clear();
  }

  @Test
  void combinesByKeyAndWindow() {
    timed(1, 2, 11, 12, 12)
        .apply(Window.into(SlidingWindows.of(seconds(20)).every(seconds(10))))
        .apply(Count.perElement())
        .apply(ParDo.of(new Say<>()));

    run();

    assertThat(SAID)
        .containsExactlyInAnyOrder(
            "KV{1, 1} at 9",
            "KV{1, 1} at 19",
            "KV{2, 1} at 9",
            "KV{2, 1} at 19",
            "KV{11, 1} at 19",
            "KV{11, 1} at 29",
            "KV{12, 2} at 19",
            "KV{12, 2} at 29");
  }

  @Test
  void groupsWhatSeveralCollectionsHold() {
    PCollectionList.of(timed(1, 2))
        .and(timed(3, 14))
        .apply(Flatten.pCollections())
        .apply(Window.into(FixedWindows.of(seconds(10))))
        .apply(WithKeys.of("all"))
        .apply(GroupByKey.create())
        .apply(ParDo.of(new Sum()))
        .apply(ParDo.of(new Say<>()));

    run();

    assertThat(SAID).containsExactlyInAnyOrder("6 at 9", "14 at 19");
  }

  @Test
  void readsViewsOfTheElementsWindow() {
    PCollection<Integer> elements =
        timed(1, 2, 13).apply(Window.into(FixedWindows.of(seconds(10))));
    PCollectionView<Integer> highest =
        elements.apply(Max.integersGlobally().withFanout(3).asSingletonView());
    elements
        .apply(ParDo.of(new IsHighest(highest)).withSideInputs(highest))
        .apply(ParDo.of(new Say<>()));

    run();

    assertThat(SAID).containsExactlyInAnyOrder("2 at 2", "13 at 13");
  }

  @Test
  void readsUnboundedInputToItsEndAndCounts() {
    pipeline.apply(GenerateSequence.from(0).to(1000)).apply(ParDo.of(new Say<>()));

    PipelineResult result = run();

    assertThat(SAID).hasSize(1000);
    assertThat(
            result
                .metrics()
                .queryMetrics(
                    MetricsFilter.builder()
                        .addNameFilter(MetricNameFilter.named("floor", "said"))
                        .build())
                .getCounters())
        .extracting(MetricResult::getAttempted)
        .containsExactly(1000L);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    timed(1, 2).apply(WithKeys.of("a")).apply("Remember", ParDo.of(new Remember()));
    assertThatThrownBy(pipeline::run)
        .hasMessageContaining("Remember")
        .hasMessageContaining("has state, timers or restrictions, which the floor does not know");
  }

  @Test
  void refusesWindowsThatMerge() {
    timed(1, 2)
        .apply(Window.into(Sessions.withGapDuration(seconds(1))))
        .apply("Count", Count.perElement());
    assertThatThrownBy(pipeline::run).hasMessageContaining("Count").hasMessageContaining("merge");
  }

  @Test
  void failsWhereAFunctionFailsAndDoesNotHang() {
    timed(1, 2, 3)
        .apply(ParDo.of(new Fail()))
        .apply(Count.perElement())
        .apply(ParDo.of(new Say<>()));
    PipelineResult result = pipeline.run();

    assertThatThrownBy(result::waitUntilFinish).hasStackTraceContaining("no 2 here");
    assertThat(result.getState()).isEqualTo(PipelineResult.State.FAILED);
  }

  private PipelineResult run() {
    PipelineResult result = pipeline.run();
    assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    return result;
  }

  /** Numbers, each at its second. */
  private PCollection<Integer> timed(int... seconds) {
    List<TimestampedValue<Integer>> elements =
        Arrays.stream(seconds)
            .mapToObj(second -> TimestampedValue.of(second, Instant.ofEpochSecond(second)))
            .toList();
    return pipeline.apply("Create " + Arrays.toString(seconds), Create.timestamped(elements));
  }

  private static Duration seconds(int seconds) {
    return Duration.standardSeconds(seconds);
  }

  private static final class Say<T> extends DoFn<T, Void> {

    private static final long serialVersionUID = 1L;

    private final Counter said = Metrics.counter("floor", "said");

    @ProcessElement
    public void say(@Element T element, @Timestamp Instant timestamp) {
      said.inc();
      SAID.add(element + " at " + timestamp.getMillis() / 1000);
    }
  }

  private static final class Sum extends DoFn<KV<String, Iterable<Integer>>, Integer> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void sum(@Element KV<String, Iterable<Integer>> group, OutputReceiver<Integer> output) {
      int sum = 0;
      for (int value : group.getValue()) {
        sum += value;
      }
      output.output(sum);
    }
  }

  private static final class IsHighest extends DoFn<Integer, Integer> {

    private static final long serialVersionUID = 1L;

    private final PCollectionView<Integer> highest;

    IsHighest(PCollectionView<Integer> highest) {
      this.highest = highest;
    }

    @ProcessElement
    public void choose(ProcessContext context) {
      if (context.element().equals(context.sideInput(highest))) {
        context.output(context.element());
      }
    }
  }

  private static final class Remember extends DoFn<KV<String, Integer>, Integer> {

    private static final long serialVersionUID = 1L;

    @StateId("last")
    private final StateSpec<ValueState<Integer>> last = StateSpecs.value();

    @ProcessElement
    public void remember(
        @Element KV<String, Integer> element, @StateId("last") ValueState<Integer> state) {
      state.write(element.getValue());
    }
  }

  private static final class Fail extends DoFn<Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void fail(@Element Integer element, OutputReceiver<Integer> output) {
      if (element == 2) {
        throw new IllegalArgumentException("no 2 here");
      }
      output.output(element);
    }
  }
}
