// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.AfterEach;
import org.apache.beam.sdk.transforms.windowing.AfterFirst;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CombinerLiftingTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  static Stream<Arguments> triggers() {
    return Stream.of(
        Arguments.of(DefaultTrigger.of(), true),
        Arguments.of(Never.ever(), true),
        Arguments.of(AfterWatermark.pastEndOfWindow(), true),
        Arguments.of(
            AfterWatermark.pastEndOfWindow()
                .withEarlyFirings(AfterProcessingTime.pastFirstElementInPane().plusDelayOf(MINUTE)),
            true),
        Arguments.of(
            AfterWatermark.pastEndOfWindow().withEarlyFirings(AfterPane.elementCountAtLeast(3)),
            false),
        Arguments.of(
            AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1)),
            false),
        Arguments.of(
            AfterWatermark.pastEndOfWindow()
                .withEarlyFirings(
                    AfterFirst.of(
                        AfterProcessingTime.pastFirstElementInPane(),
                        AfterPane.elementCountAtLeast(3))),
            false),
        Arguments.of(Repeatedly.forever(AfterPane.elementCountAtLeast(1)), false),
        Arguments.of(Repeatedly.forever(AfterProcessingTime.pastFirstElementInPane()), false),
        Arguments.of(Repeatedly.forever(AfterWatermark.pastEndOfWindow()), false),
        Arguments.of(
            AfterEach.inOrder(
                AfterWatermark.pastEndOfWindow(), AfterProcessingTime.pastFirstElementInPane()),
            false),
        Arguments.of(
            AfterWatermark.pastEndOfWindow()
                .orFinally(AfterProcessingTime.pastFirstElementInPane()),
            false));
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void liftsUnderTriggersOfTheWatermarkThatDoNotCount(Trigger trigger, boolean lifts) {
    WindowingStrategy<?, ?> windowing =
        WindowingStrategy.of(FixedWindows.of(MINUTE))
            .withTrigger(trigger)
            .withAllowedLateness(MINUTE)
            .withMode(WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES);

    assertThat(LiftingRule.objection(windowing).isEmpty()).isEqualTo(lifts);
  }

  static Stream<Arguments> windowFns() {
    return Stream.of(
        Arguments.of(FixedWindows.of(MINUTE), true),
        Arguments.of(SlidingWindows.of(MINUTE), true),
        Arguments.of(Sessions.withGapDuration(MINUTE), false));
  }

  @ParameterizedTest
  @MethodSource("windowFns")
  void liftsWhereWindowsDoNotMerge(WindowFn<Object, ?> windowFn, boolean lifts) {
    assertThat(phases(Window.into(windowFn)).size() == 2).isEqualTo(lifts);
  }

  @ParameterizedTest
  @MethodSource("timestampCombiners")
  void liftsWhereLateElementsCannotChangeATimestamp(TimestampCombiner combiner, boolean lifts) {
    Window<KV<String, Long>> window =
        Window.<KV<String, Long>>into(FixedWindows.of(MINUTE)).withTimestampCombiner(combiner);

    assertThat(phases(window).size() == 2).isEqualTo(lifts);
  }

  static Stream<Arguments> timestampCombiners() {
    return Stream.of(
        Arguments.of(TimestampCombiner.END_OF_WINDOW, true),
        Arguments.of(TimestampCombiner.EARLIEST, false),
        Arguments.of(TimestampCombiner.LATEST, false));
  }

  @Test
  void keepsNameAndStateIdentityOfTheTransformForTheFinalPart() {
    Plans plans = plans(Window.into(FixedWindows.of(MINUTE)));

    assertThat(combines(plans).map(LogicalNode::name)).containsExactly("Sum (partial)", "Sum");
    assertThat(combines(plans).map(node -> node.spec().transform()))
        .containsExactly("Sum (partial)", "Sum");
  }

  @Test
  void sendsAccumulatorsBetweenTheParts() {
    Plans plans = plans(Window.into(FixedWindows.of(MINUTE)));
    LogicalNode partial = combines(plans).findFirst().orElseThrow();

    KvCoder<?, ?> coder =
        (KvCoder<?, ?>) plans.optimized().plan().collection(partial.outputs().get(0)).coder();

    assertThat(coder.getKeyCoder()).isEqualTo(StringUtf8Coder.of());
    assertThat(coder.getValueCoder())
        .isEqualTo(combines(plans).findFirst().orElseThrow().spec().accumulatorCoder());
  }

  @Test
  void tellsWhyACombineStaysWhole() {
    Plans plans = plans(Window.into(Sessions.withGapDuration(MINUTE)));

    assertThat(plans.optimized().reports())
        .contains(
            new PassReport(
                "combiner lifting",
                List.of("left Sum whole: its windows merge after the exchange")));
  }

  private static List<CombineSpec.Phase> phases(Window<KV<String, Long>> window) {
    return combines(plans(window)).map(node -> node.spec().phase()).toList();
  }

  private static Stream<LogicalNode.CombinePerKey> combines(Plans plans) {
    return plans.optimized().plan().nodes().stream()
        .filter(LogicalNode.CombinePerKey.class::isInstance)
        .map(LogicalNode.CombinePerKey.class::cast);
  }

  private static Plans plans(Window<KV<String, Long>> window) {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs").apply("Window", window).apply("Sum", Sum.longsPerKey());
    return TestPipelines.plan(pipeline);
  }
}
