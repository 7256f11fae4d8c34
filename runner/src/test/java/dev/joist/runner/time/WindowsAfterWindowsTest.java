// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.runner.TestJoistRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Elements that are put into windows while they are in several already. */
@Tag("beside-other-runners")
class WindowsAfterWindowsTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);
  private static final SlidingWindows SLIDING =
      SlidingWindows.of(Duration.standardMinutes(2)).every(MINUTE);

  @Test
  void anElementInTwoSlidingWindowsIsTwoElementsOfAFixedOne() {
    assertThat(BothRunners.outcome(pipeline -> count(pipeline, FixedWindows.of(MINUTE))))
        .singleElement()
        .asString()
        .startsWith("KV{a, 2}");
  }

  @Test
  void anElementInTwoSlidingWindowsIsTwoElementsOfTheGlobalOne() {
    assertThat(BothRunners.outcome(pipeline -> count(pipeline, new GlobalWindows())))
        .singleElement()
        .asString()
        .startsWith("KV{a, 2}");
  }

  @Test
  void anElementInTwoSlidingWindowsIsTwoElementsOfEachOfThem() {
    assertThat(BothRunners.outcome(pipeline -> count(pipeline, SLIDING)))
        .hasSize(2)
        .allSatisfy(count -> assertThat(count).startsWith("KV{a, 2}"));
  }

  @Test
  void anElementInAGapBetweenWindowsFailsTheWindowIntoThatLeavesTheGap() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(TestJoistRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Events", Create.timestamped(TimestampedValue.of("a", Instant.ofEpochMilli(50_000))))
        .apply("Sparse", Window.into(SlidingWindows.of(Duration.standardSeconds(10)).every(MINUTE)))
        .apply(Count.perElement());

    assertThatThrownBy(pipeline::run)
        .hasMessageContaining("Sparse")
        .hasMessageContaining("assigns no window to an element with timestamp")
        .hasMessageNotContaining("Events");
  }

  private static PCollection<?> count(Pipeline pipeline, WindowFn<Object, ?> second) {
    return pipeline
        .apply(Create.timestamped(TimestampedValue.of("a", Instant.EPOCH.plus(MINUTE))))
        .apply("First", Window.into(SLIDING))
        .apply("Second", Window.into(second))
        .apply(Count.perElement());
  }
}
