// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.transforms.windowing.AfterAll;
import org.apache.beam.sdk.transforms.windowing.AfterEach;
import org.apache.beam.sdk.transforms.windowing.AfterFirst;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.values.WindowingStrategy;

/** Windowings under triggers that count and look at the watermark. */
final class RandomTriggers {

  private RandomTriggers() {}

  /** Any windows with any such trigger, sessions among them. */
  static WindowingStrategy<?, ?> strategy(Random random) {
    WindowingStrategy<?, ?> windowing =
        random.nextInt(3) == 0 ? RandomWindows.merging(random) : RandomWindows.strategy(random);
    TimestampCombiner[] combiners = TimestampCombiner.values();
    ClosingBehavior[] closings = ClosingBehavior.values();
    return windowing
        .withTrigger(trigger(random))
        .withTimestampCombiner(combiners[random.nextInt(combiners.length)])
        .withClosingBehavior(closings[random.nextInt(closings.length)]);
  }

  private static Trigger trigger(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> DefaultTrigger.of();
      case 1 -> Never.ever();
      case 2 -> Repeatedly.forever(count(random));
      case 3 ->
          AfterWatermark.pastEndOfWindow()
              .withEarlyFirings(count(random))
              .withLateFirings(count(random));
      case 4 -> AfterEach.inOrder(List.of(count(random), AfterWatermark.pastEndOfWindow()));
      case 5 -> Repeatedly.forever(count(random)).orFinally(AfterWatermark.pastEndOfWindow());
      case 6 -> AfterAll.of(List.of(count(random), AfterWatermark.pastEndOfWindow()));
      default -> Repeatedly.forever(AfterFirst.of(List.of(count(random), count(random))));
    };
  }

  private static Trigger.OnceTrigger count(Random random) {
    return AfterPane.elementCountAtLeast(1 + random.nextInt(6));
  }
}
