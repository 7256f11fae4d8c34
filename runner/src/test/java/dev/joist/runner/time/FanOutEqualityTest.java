// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.JoistRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Mean;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Combine with a fan-out in one step and in two, on the same random input. */
@Timeout(300)
class FanOutEqualityTest {

  private static final int SEEDS = 40;
  private static final int STEPS = 40;

  private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

  @Test
  void oneStepHasTheResultsOfTwo() {
    int late = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<String> expected = run(seed, "disable_fan_out_removal");
      List<String> actual = run(seed, "none");
      assertThat(actual).as("seed %d", seed).isEqualTo(expected);
      assertThat(expected).as("seed %d", seed).isNotEmpty();
      late += (int) expected.stream().filter(result -> result.contains("LATE")).count();
    }
    assertThat(late).isGreaterThan(SEEDS);
  }

  private static List<String> run(long seed, String experiment) {
    Random random = new Random(seed);
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(JoistRunner.class);
    options.as(StreamingOptions.class).setStreaming(true);
    options.as(ExperimentalOptions.class).setExperiments(List.of(experiment));
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(events(random))
        .apply(window(random))
        .apply(
            Combine.<String, Integer, Double>perKey(Mean.of())
                .withHotKeyFanout(key -> key.equals("cold") ? 1 : 3))
        .apply(ParDo.of(new See()));
    SEEN.clear();
    pipeline.run().waitUntilFinish();
    return SEEN.stream().sorted().toList();
  }

  private static TestStream<KV<String, Integer>> events(Random random) {
    TestStream.Builder<KV<String, Integer>> events =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()));
    long watermark = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(5) == 0) {
        watermark += 1 + random.nextInt(15);
        events = events.advanceWatermarkTo(Instant.ofEpochMilli(watermark));
      } else {
        long timestamp = Math.max(0, watermark - 30 + random.nextInt(60));
        String key = List.of("cold", "hot", "hotter").get(random.nextInt(3));
        events =
            events.addElements(
                TimestampedValue.of(
                    KV.of(key, random.nextInt(100)), Instant.ofEpochMilli(timestamp)));
      }
    }
    return events.advanceWatermarkToInfinity();
  }

  private static Window<KV<String, Integer>> window(Random random) {
    long lateness = List.of(0L, 10L, 1_000L).get(random.nextInt(3));
    // Others than the default one may finish, and Beam refuses them where elements may be late.
    Trigger trigger =
        lateness == 0 && random.nextBoolean()
            ? AfterWatermark.pastEndOfWindow()
            : DefaultTrigger.of();
    Window<KV<String, Integer>> window =
        Window.<KV<String, Integer>>into(windowFn(random))
            .triggering(trigger)
            .withAllowedLateness(Duration.millis(lateness));
    return random.nextBoolean() ? window.discardingFiredPanes() : window.accumulatingFiredPanes();
  }

  private static WindowFn<Object, ?> windowFn(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> SlidingWindows.of(Duration.millis(20)).every(Duration.millis(10));
      case 1 -> SlidingWindows.of(Duration.millis(17)).every(Duration.millis(5));
      default -> FixedWindows.of(Duration.millis(10)).withOffset(Duration.millis(3));
    };
  }

  /** Remembers a result with all that Beam tells of it. */
  private static final class See extends DoFn<KV<String, Double>, Void> {

    @ProcessElement
    public void process(
        @Element KV<String, Double> result,
        @Timestamp Instant timestamp,
        BoundedWindow window,
        PaneInfo pane) {
      SEEN.add("%s in %s at %s, %s".formatted(result, window, timestamp, pane));
    }
  }
}
