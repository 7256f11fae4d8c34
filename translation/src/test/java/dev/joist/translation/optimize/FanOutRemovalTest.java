// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class FanOutRemovalTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);
  private static final String SECOND = "Sum/PostCombine";

  @Test
  void combinesInOneStep() {
    Plans plans = plans(FixedWindows.of(MINUTE));

    assertThat(names(plans))
        .filteredOn(name -> name.startsWith("Sum/"))
        .containsExactly(SECOND + " (partial)", SECOND);
    assertThat(notes(plans))
        .containsExactly(SECOND + " combines in one step what its fan-out would in two");
  }

  @Test
  void combinesTheElementsThatTheFanOutReads() {
    LogicalNode.CombinePerKey partial =
        plans(FixedWindows.of(MINUTE)).optimized().plan().nodes().stream()
            .filter(LogicalNode.CombinePerKey.class::isInstance)
            .map(LogicalNode.CombinePerKey.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(partial.spec().inputCoder())
        .isEqualTo(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()));
  }

  @Test
  void leavesTheFanOutWhereACombineStaysWhole() {
    Plans plans = plans(Sessions.withGapDuration(MINUTE));

    assertThat(names(plans)).contains("Sum/AddNonce", SECOND);
    assertThat(notes(plans))
        .containsExactly(
            "left the fan-out of %s: its windows merge after the exchange".formatted(SECOND));
  }

  @Test
  void leavesTheFanOutWhereTheLastPaneOfItsFirstStepMayBeEmpty() {
    Plans plans = plans(closingAlways(MINUTE));

    assertThat(names(plans)).contains("Sum/AddNonce", SECOND);
    assertThat(notes(plans))
        .containsExactly(
            ("left the fan-out of %s: the last pane of its first step fires even if it is empty, and"
                    + " is an element")
                .formatted(SECOND));
  }

  @Test
  void combinesInOneStepWhereWindowsExpireWhenTheyEnd() {
    assertThat(names(plans(closingAlways(Duration.ZERO)))).doesNotContain("Sum/AddNonce");
  }

  @Test
  void isFoundInACombineOfAllElementsToo() {
    Pipeline pipeline = TestPipelines.create();
    PCollection<Long> numbers =
        TestPipelines.pairs(pipeline, "Pairs").apply("Numbers", Values.create());
    numbers.apply("Max", Combine.globally(Max.ofLongs()).withFanout(5).withoutDefaults());

    assertThat(notes(TestPipelines.plan(pipeline))).hasSize(1);
  }

  @Test
  void canBeTurnedOff() {
    Pipeline pipeline = pipeline(FixedWindows.of(MINUTE));

    assertThat(names(TestPipelines.planWith(pipeline, FanOutRemoval.OFF))).contains("Sum/AddNonce");
  }

  private static List<String> names(Plans plans) {
    return plans.optimized().plan().nodes().stream().map(LogicalNode::name).toList();
  }

  private static List<String> notes(Plans plans) {
    return plans.optimized().reports().stream()
        .filter(report -> report.pass().equals("fan-out removal"))
        .flatMap(report -> report.notes().stream())
        .toList();
  }

  private static Window<KV<String, Long>> closingAlways(Duration allowedLateness) {
    return Window.<KV<String, Long>>into(FixedWindows.of(MINUTE))
        .withAllowedLateness(allowedLateness, ClosingBehavior.FIRE_ALWAYS)
        .discardingFiredPanes();
  }

  private static Plans plans(WindowFn<Object, ?> windowFn) {
    return TestPipelines.plan(pipeline(windowFn));
  }

  private static Plans plans(Window<KV<String, Long>> window) {
    return TestPipelines.plan(pipeline(window));
  }

  private static Pipeline pipeline(WindowFn<Object, ?> windowFn) {
    return pipeline(Window.<KV<String, Long>>into(windowFn));
  }

  private static Pipeline pipeline(Window<KV<String, Long>> window) {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Window", window)
        .apply("Sum", Combine.<String, Long, Long>perKey(Sum.ofLongs()).withHotKeyFanout(3));
    return pipeline;
  }
}
