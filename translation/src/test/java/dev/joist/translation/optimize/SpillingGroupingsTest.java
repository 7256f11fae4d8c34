// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class SpillingGroupingsTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Test
  void choosesBoundedInputThatFiresOnce() {
    assertThat(notes(Window.into(FixedWindows.of(MINUTE))))
        .containsExactly("Group spills what memory has no room for");
  }

  @Test
  void choosesTheFinalPartOfACombine() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs").apply("Sum", Sum.longsPerKey());

    assertThat(notes(pipeline)).containsExactly("Sum spills what memory has no room for");
  }

  @Test
  void leavesWindowsThatOutliveTheirEndsInMemory() {
    assertThat(
            notes(
                Window.<KV<String, Long>>into(FixedWindows.of(MINUTE))
                    .withAllowedLateness(MINUTE)
                    .accumulatingFiredPanes()))
        .containsExactly("left Group in memory: its windows outlive their ends");
  }

  @Test
  void saysNothingOfWhatTheGeneralOperatorGroups() {
    assertThat(notes(Window.into(Sessions.withGapDuration(MINUTE)))).isEmpty();
  }

  @Test
  void leavesUnboundedInputInMemory() {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply("Numbers", GenerateSequence.from(0))
        .apply("Keys", WithKeys.<String, Long>of("a").withKeyType(TypeDescriptors.strings()))
        .apply("Window", Window.into(FixedWindows.of(MINUTE)))
        .apply("Group", GroupByKey.create());

    assertThat(notes(pipeline)).containsExactly("left Group in memory: its input is unbounded");
  }

  @Test
  void choosesViewsThatFireOnceAndLeavesOthersInMemory() {
    Pipeline pipeline = TestPipelines.create();
    PCollection<KV<String, Long>> pairs = TestPipelines.pairs(pipeline, "Pairs");
    PCollectionView<?> all = pairs.apply("All", View.asIterable());
    PCollectionView<?> late =
        pairs
            .apply(
                "Window",
                Window.<KV<String, Long>>into(FixedWindows.of(MINUTE))
                    .withAllowedLateness(MINUTE)
                    .discardingFiredPanes())
            .apply("Late", View.asMultimap());
    TestPipelines.pairs(pipeline, "Readers")
        .apply("Read", ParDo.of(new Reading()).withSideInputs(all, late));

    assertThat(notes(pipeline))
        .hasSize(2)
        .anySatisfy(note -> assertThat(note).endsWith("/View spills what memory has no room for"))
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("left Late/")
                    .endsWith("/View in memory: its windows outlive their ends"));
  }

  private static final class Reading extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {}
  }

  @Test
  void isTurnedOffByAnExperiment() {
    PipelineOptions options = PipelineOptionsFactory.create();
    assertThat(new SpillingGroupings().isOn(options)).isTrue();

    options.as(ExperimentalOptions.class).setExperiments(List.of("disable_spilling"));

    assertThat(new SpillingGroupings().isOn(options)).isFalse();
  }

  private static List<String> notes(Window<KV<String, Long>> window) {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Window", window)
        .apply("Group", GroupByKey.create());
    return notes(pipeline);
  }

  private static List<String> notes(Pipeline pipeline) {
    Plans plans = TestPipelines.plan(pipeline);
    Optional<PassReport> report =
        plans.optimized().reports().stream()
            .filter(one -> one.pass().equals("groups beyond memory"))
            .findFirst();
    return report.orElseThrow().notes();
  }
}
