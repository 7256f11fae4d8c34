// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.view.ViewStrategy;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class GatheredGroupingsTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Test
  void hasOneKeyAfterTheOtherWhateverTheTriggerCountsAndHoweverWindowsMerge() {
    assertThat(plan(grouped(triggering(AfterPane.elementCountAtLeast(1)))))
        .satisfies(plan -> assertThat(strategy(plan)).isEqualTo(GroupingStrategy.GATHERED))
        .satisfies(
            plan -> assertThat(notes(plan)).contains(List.of("Group has one key after the other")));
    assertThat(strategy(plan(grouped(Window.into(Sessions.withGapDuration(MINUTE))))))
        .isEqualTo(GroupingStrategy.GATHERED);
  }

  @Test
  void doesSoForCombines() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Window", triggering(AfterPane.elementCountAtLeast(1)))
        .apply("Sum", Sum.longsPerKey());

    assertThat(plan(pipeline).optimized().plan().nodes())
        .filteredOn(LogicalNode.CombinePerKey.class::isInstance)
        .map(node -> ((LogicalNode.CombinePerKey) node).spec().strategy())
        .containsExactly(GroupingStrategy.GATHERED);
  }

  @Test
  void letsWindowsThatOutliveTheirEndsWaitForLateElementsAndSpill() {
    Window<KV<String, Long>> late = late();
    Plans plan = plan(grouped(late));

    assertThat(strategy(plan)).isEqualTo(GroupingStrategy.SPILLING);
    assertThat(notes(plan))
        .contains(List.of("Group waits for late elements, and goes beyond memory"));
  }

  @Test
  void letsViewsDoSo() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionView<?> view =
        TestPipelines.pairs(pipeline, "Pairs")
            .apply("Window", late())
            .apply("View", View.asMultimap());
    TestPipelines.pairs(pipeline, "Readers")
        .apply("Read", ParDo.of(new Reading()).withSideInputs(view));

    assertThat(plan(pipeline).optimized().plan().nodes())
        .filteredOn(LogicalNode.CreateView.class::isInstance)
        .map(node -> ((LogicalNode.CreateView) node).spec().strategy())
        .containsExactly(ViewStrategy.SPILLING);
  }

  @Test
  void leavesTriggersThatLookAtTheClock() {
    Plans plan = plan(grouped(triggering(AfterProcessingTime.pastFirstElementInPane())));

    assertThat(strategy(plan)).isEqualTo(GroupingStrategy.GENERAL);
    assertThat(notes(plan))
        .contains(List.of("left Group to group as elements come: its trigger looks at the clock"));
  }

  @Test
  void leavesJobsWhoseResultsAreDueBeforeTheyEnd() {
    Pipeline unbounded = grouped(triggering(AfterPane.elementCountAtLeast(1)));
    unbounded.apply("Numbers", GenerateSequence.from(0));
    PipelineOptions streaming = PipelineOptionsFactory.create();
    streaming.as(StreamingOptions.class).setStreaming(true);

    assertThat(strategy(plan(unbounded))).isEqualTo(GroupingStrategy.GENERAL);
    assertThat(
            strategy(
                TestPipelines.plan(
                    grouped(triggering(AfterPane.elementCountAtLeast(1))), streaming)))
        .isEqualTo(GroupingStrategy.GENERAL);
  }

  @Test
  void isTurnedOffByItsExperimentAndByThatWhichKeepsAllInMemory() {
    for (String experiment : List.of("disable_gathering", "disable_spilling")) {
      Plans plan =
          TestPipelines.planWith(
              grouped(Window.into(Sessions.withGapDuration(MINUTE))), experiment);

      assertThat(strategy(plan)).isEqualTo(GroupingStrategy.SESSIONS);
      assertThat(notes(plan)).isEmpty();
    }
  }

  private static Window<KV<String, Long>> triggering(Trigger.OnceTrigger trigger) {
    return Window.<KV<String, Long>>into(FixedWindows.of(MINUTE))
        .triggering(Repeatedly.forever(trigger))
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static Window<KV<String, Long>> late() {
    return Window.<KV<String, Long>>into(FixedWindows.of(MINUTE))
        .withAllowedLateness(MINUTE)
        .discardingFiredPanes();
  }

  private static final class Reading extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {}
  }

  private static Pipeline grouped(Window<KV<String, Long>> window) {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Window", window)
        .apply("Group", GroupByKey.create());
    return pipeline;
  }

  private static Plans plan(Pipeline pipeline) {
    return TestPipelines.plan(pipeline);
  }

  private static GroupingStrategy strategy(Plans plan) {
    return plan.optimized().plan().nodes().stream()
        .flatMap(
            node ->
                node instanceof LogicalNode.GroupByKey group
                    ? Stream.of(group.spec().strategy())
                    : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  /** What the pass tells; nothing if it did not run. */
  private static Optional<List<String>> notes(Plans plan) {
    return plan.optimized().reports().stream()
        .filter(report -> report.pass().equals("grouping at the end of input"))
        .map(PassReport::notes)
        .findFirst();
  }
}
