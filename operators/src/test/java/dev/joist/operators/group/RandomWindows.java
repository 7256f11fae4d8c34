// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.fixture.Elements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.transforms.windowing.Window.OnTimeBehavior;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.apache.beam.sdk.values.WindowingStrategy.AccumulationMode;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Windowings that fire at the ends of windows, and elements for them. */
final class RandomWindows {

  private RandomWindows() {}

  static WindowingStrategy<?, ?> strategy(Random random) {
    return strategy(random, windowFn(random));
  }

  /** A windowing with windows that overlap. */
  static WindowingStrategy<?, ?> slidingStrategy(Random random) {
    return strategy(random, sliding(random.nextInt(5)));
  }

  /** Sessions that fire once. */
  static WindowingStrategy<?, ?> sessions(Random random) {
    return strategy(random, Sessions.withGapDuration(Duration.millis(1 + random.nextInt(12))))
        .withAllowedLateness(Duration.ZERO);
  }

  /** Windows that merge and fire once: sessions, and those of a user's function. */
  static WindowingStrategy<?, ?> merging(Random random) {
    return random.nextBoolean()
        ? sessions(random)
        : strategy(random, new Buckets(1 + random.nextInt(12), 1 + random.nextInt(30)))
            .withAllowedLateness(Duration.ZERO);
  }

  private static WindowingStrategy<?, ?> strategy(Random random, WindowFn<Object, ?> windowFn) {
    long lateness = List.of(0L, 0L, 5L, 40L, 1_000L).get(random.nextInt(5));
    return WindowingStrategy.of(windowFn)
        .withTrigger(
            lateness == 0 && random.nextBoolean()
                ? AfterWatermark.pastEndOfWindow()
                : DefaultTrigger.of())
        .withAllowedLateness(Duration.millis(lateness))
        .withOnTimeBehavior(one(random, OnTimeBehavior.values()))
        .withClosingBehavior(
            lateness == 0
                ? one(random, ClosingBehavior.values())
                : ClosingBehavior.FIRE_IF_NON_EMPTY)
        .withMode(
            random.nextBoolean()
                ? AccumulationMode.ACCUMULATING_FIRED_PANES
                : AccumulationMode.DISCARDING_FIRED_PANES);
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static WindowFn<Object, ?> windowFn(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new GlobalWindows();
      case 1 -> FixedWindows.of(Duration.millis(10)).withOffset(Duration.millis(3));
      case 2 -> sliding(0);
      case 3 -> sliding(1);
      default -> FixedWindows.of(Duration.millis(10));
    };
  }

  private static SlidingWindows sliding(int which) {
    return switch (which) {
      case 0 -> SlidingWindows.of(Duration.millis(20)).every(Duration.millis(10));
      case 1 -> SlidingWindows.of(Duration.millis(17)).every(Duration.millis(5));
      case 2 -> SlidingWindows.of(Duration.millis(15)).every(Duration.millis(10));
      case 3 -> SlidingWindows.of(Duration.millis(30)).every(Duration.millis(5));
      default ->
          SlidingWindows.of(Duration.millis(30))
              .every(Duration.millis(1))
              .withOffset(Duration.millis(0));
    };
  }

  /** A pair with one of five keys, none among them, near the watermark or late. */
  static WindowedValue<?> element(
      Random random, WindowingStrategy<?, ?> windowing, long watermark, boolean accumulators) {
    long timestamp = Math.max(0, watermark - 30 + random.nextInt(60));
    int key = random.nextInt(5);
    int value = random.nextInt(100);
    List<Integer> accumulator = new ArrayList<>(List.of(value, value + 1));
    return Elements.in(
        windows(random, windowing.getWindowFn(), timestamp),
        timestamp,
        KV.of(key == 0 ? null : "key" + key, accumulators ? accumulator : value));
  }

  private static Collection<? extends BoundedWindow> windows(
      Random random, WindowFn<?, ?> windowFn, long timestampMillis) {
    Instant timestamp = Instant.ofEpochMilli(timestampMillis);
    if (windowFn instanceof SlidingWindows sliding) {
      return some(random, List.copyOf(sliding.assignWindows(timestamp)));
    }
    if (windowFn instanceof Sessions sessions) {
      return List.of(new IntervalWindow(timestamp, sessions.getGapDuration()));
    }
    if (windowFn instanceof Buckets buckets) {
      return buckets.assignedAt(timestamp);
    }
    return windowFn instanceof FixedWindows fixed
        ? List.of(fixed.assignWindow(timestamp))
        : List.of(GlobalWindow.INSTANCE);
  }

  /** Mostly all of them; a function that asks for the window may have taken some out. */
  private static List<? extends BoundedWindow> some(
      Random random, List<? extends BoundedWindow> all) {
    BoundedWindow kept = all.get(random.nextInt(all.size()));
    return random.nextInt(4) > 0
        ? all
        : all.stream().filter(window -> window == kept || random.nextInt(3) > 0).toList();
  }
}
