// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.group.GroupingStrategy;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class WindowSlicingTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Test
  void choosesCombinesInWindowsThatOverlapBeforeAndBehindTheExchange() {
    assertThat(strategies(plans(sliding())))
        .containsExactly(GroupingStrategy.SLICES, GroupingStrategy.SLICES);
  }

  @Test
  void leavesWindowsThatShareNothingOrFireOtherwise() {
    assertThat(strategies(plans(Window.into(FixedWindows.of(MINUTE)))))
        .containsExactly(GroupingStrategy.GENERAL, GroupingStrategy.END_OF_WINDOW);
    assertThat(strategies(plans(Window.into(SlidingWindows.of(MINUTE).every(MINUTE)))))
        .containsExactly(GroupingStrategy.GENERAL, GroupingStrategy.END_OF_WINDOW);
    assertThat(strategies(plans(sliding().withTimestampCombiner(TimestampCombiner.EARLIEST))))
        .containsExactly(GroupingStrategy.GENERAL);
  }

  @Test
  void leavesWhatMaySpill() {
    Pipeline pipeline = TestPipelines.create();
    pairs(pipeline, sliding(), IsBounded.BOUNDED);

    assertThat(strategies(TestPipelines.plan(pipeline)))
        .containsExactly(GroupingStrategy.GENERAL, GroupingStrategy.SPILLING);
  }

  @Test
  void tellsWhatItChose() {
    assertThat(plans(sliding()).optimized().reports())
        .contains(
            new PassReport(
                "slices of sliding windows",
                List.of("Sum adds an element once, not to each of 4 windows")));
  }

  private static Window<KV<String, Long>> sliding() {
    return Window.into(SlidingWindows.of(MINUTE).every(Duration.standardSeconds(17)));
  }

  private static List<GroupingStrategy> strategies(Plans plans) {
    return plans.optimized().plan().nodes().stream()
        .filter(LogicalNode.CombinePerKey.class::isInstance)
        .map(node -> ((LogicalNode.CombinePerKey) node).spec().strategy())
        .toList();
  }

  private static void pairs(
      Pipeline pipeline, Window<KV<String, Long>> window, IsBounded isBounded) {
    TestPipelines.pairs(pipeline, "Pairs")
        .setIsBoundedInternal(isBounded)
        .apply("Window", window)
        .apply("Sum", Sum.longsPerKey());
  }

  private static Plans plans(Window<KV<String, Long>> window) {
    Pipeline pipeline = TestPipelines.create();
    pairs(pipeline, window, IsBounded.UNBOUNDED);
    return TestPipelines.plan(pipeline);
  }
}
