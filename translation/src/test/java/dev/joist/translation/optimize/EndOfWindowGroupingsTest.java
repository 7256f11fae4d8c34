// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.joist.operators.combine.CombineSpec.Phase;
import dev.joist.operators.group.GroupingStrategy;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.MergeOverlappingIntervalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class EndOfWindowGroupingsTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Test
  void choosesWindowsThatFireAtTheirEnds() {
    assertThat(strategy(tens())).isNotEqualTo(GroupingStrategy.GENERAL);
    assertThat(strategy(Window.into(SlidingWindows.of(MINUTE))))
        .isNotEqualTo(GroupingStrategy.GENERAL);
    assertThat(strategy(tens().withAllowedLateness(MINUTE).accumulatingFiredPanes()))
        .isEqualTo(GroupingStrategy.END_OF_WINDOW);
    assertThat(strategy(ended())).isNotEqualTo(GroupingStrategy.GENERAL);
  }

  @Test
  void choosesSessionsThatFireOnce() {
    Window<KV<String, Long>> sessions = Window.into(Sessions.withGapDuration(MINUTE));

    assertThat(strategy(sessions)).isEqualTo(GroupingStrategy.SESSIONS);
    assertThat(strategy(sessions.withAllowedLateness(MINUTE).discardingFiredPanes()))
        .isEqualTo(GroupingStrategy.GENERAL);
    assertThat(strategy(sessions.withTimestampCombiner(TimestampCombiner.LATEST)))
        .isEqualTo(GroupingStrategy.GENERAL);
  }

  @Test
  void choosesWindowsOfAUsersFunctionThatMerge() {
    Window<KV<String, Long>> touching = Window.into(new Overlapping());

    assertThat(strategy(touching)).isEqualTo(GroupingStrategy.MERGING);
    assertThat(plans(touching).optimized().reports())
        .contains(
            new PassReport(
                "grouping at the ends of windows",
                List.of("Group merges windows in place, without timers")));
    assertThat(strategy(touching.withAllowedLateness(MINUTE).discardingFiredPanes()))
        .isEqualTo(GroupingStrategy.GENERAL);
  }

  @Test
  void leavesTheRestToTheGeneralOperator() {
    assertThat(strategy(tens().withTimestampCombiner(TimestampCombiner.EARLIEST)))
        .isEqualTo(GroupingStrategy.GENERAL);
    assertThat(
            strategy(
                tens()
                    .withAllowedLateness(MINUTE, ClosingBehavior.FIRE_ALWAYS)
                    .accumulatingFiredPanes()))
        .isEqualTo(GroupingStrategy.GENERAL);
    assertThat(
            strategy(
                tens()
                    .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                    .withAllowedLateness(Duration.ZERO)
                    .discardingFiredPanes()))
        .isEqualTo(GroupingStrategy.GENERAL);
  }

  @Test
  void choosesForTheFinalPartOfACombine() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs").apply(tens()).apply("Sum", Sum.longsPerKey());
    Plans plans = TestPipelines.plan(pipeline);

    assertThat(plans.optimized().plan().nodes())
        .filteredOn(LogicalNode.CombinePerKey.class::isInstance)
        .map(node -> ((LogicalNode.CombinePerKey) node).spec())
        .extracting(spec -> spec.phase(), spec -> spec.strategy())
        .containsExactly(
            tuple(Phase.PARTIAL, GroupingStrategy.GENERAL),
            tuple(Phase.FINAL, GroupingStrategy.SPILLING));
  }

  @Test
  void tellsWhatItChoseAndWhy() {
    assertThat(plans(tens()).optimized().reports())
        .contains(
            new PassReport(
                "grouping at the ends of windows",
                List.of("Group groups without triggers and timers")));
    assertThat(plans(Window.into(Sessions.withGapDuration(MINUTE))).optimized().reports())
        .contains(
            new PassReport(
                "grouping at the ends of windows",
                List.of("Group lets sessions grow in place, without timers")));
    assertThat(
            plans(tens().withTimestampCombiner(TimestampCombiner.EARLIEST)).optimized().reports())
        .contains(
            new PassReport(
                "grouping at the ends of windows",
                List.of(
                    "left Group to the general operator: its panes take the timestamp EARLIEST of"
                        + " their elements")));
  }

  private static Window<KV<String, Long>> tens() {
    return Window.into(FixedWindows.of(Duration.standardSeconds(10)));
  }

  private static Window<KV<String, Long>> ended() {
    return tens()
        .triggering(AfterWatermark.pastEndOfWindow())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static GroupingStrategy strategy(Window<KV<String, Long>> window) {
    return plans(window).optimized().plan().nodes().stream()
        .filter(LogicalNode.GroupByKey.class::isInstance)
        .map(node -> ((LogicalNode.GroupByKey) node).spec().strategy())
        .findFirst()
        .orElseThrow();
  }

  private static Plans plans(Window<KV<String, Long>> window) {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Window", window)
        .apply("Group", GroupByKey.create());
    return TestPipelines.planWith(pipeline, GatheredGroupings.OFF);
  }

  /** Windows of a minute that merge where they overlap. */
  private static final class Overlapping extends WindowFn<Object, IntervalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Collection<IntervalWindow> assignWindows(AssignContext context) {
      return List.of(new IntervalWindow(context.timestamp(), MINUTE));
    }

    @Override
    public void mergeWindows(MergeContext context) throws Exception {
      MergeOverlappingIntervalWindows.mergeWindows(context);
    }

    @Override
    @SuppressWarnings("deprecation") // It is abstract, so somebody has to.
    public boolean isCompatible(WindowFn<?, ?> other) {
      return other instanceof Overlapping;
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      throw new UnsupportedOperationException("no side input is in them");
    }
  }
}
