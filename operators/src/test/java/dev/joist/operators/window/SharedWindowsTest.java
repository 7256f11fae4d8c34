// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class SharedWindowsTest {

  @Test
  void assignsWhatTheFunctionAssigns() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(30);
      int period = 1 + random.nextInt(30);
      FixedWindows fixed =
          FixedWindows.of(Duration.millis(size)).withOffset(Duration.millis(random.nextInt(size)));
      SlidingWindows sliding =
          SlidingWindows.of(Duration.millis(size))
              .every(Duration.millis(period))
              .withOffset(Duration.millis(random.nextInt(period)));
      SharedWindows sharedFixed = SharedWindows.of(fixed).orElseThrow();
      SharedWindows sharedSliding = SharedWindows.of(sliding).orElseThrow();
      long millis = start(random);
      for (int i = 0; i < 200; i++) {
        millis += random.nextInt(10) - 4;
        Instant timestamp = Instant.ofEpochMilli(millis);

        assertThat(windows(sharedFixed, timestamp))
            .as("%s of %s", timestamp, fixed)
            .containsExactly(fixed.assignWindow(timestamp));
        assertThat(windows(sharedSliding, timestamp))
            .as("%s of %s", timestamp, sliding)
            .containsExactlyElementsOf(sliding.assignWindows(timestamp));
      }
    }
  }

  private static long start(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> -100;
      case 1 -> BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis() - 2_000;
      default -> random.nextInt(1_000_000);
    };
  }

  @Test
  void hasTheSameObjectForASlice() {
    SlidingWindows sliding = SlidingWindows.of(Duration.millis(20)).every(Duration.millis(5));
    SharedWindows shared = SharedWindows.of(sliding).orElseThrow();

    Collection<? extends BoundedWindow> first = shared.at(Instant.ofEpochMilli(15));

    assertThat(first).hasSize(4);
    assertThat(shared.at(Instant.ofEpochMilli(19))).isSameAs(first);
    assertThat(shared.at(Instant.ofEpochMilli(20))).isNotSameAs(first);
  }

  @Test
  void isForFunctionsWhoseSlicesAreKnown() {
    assertThat(SharedWindows.of(new GlobalWindows())).isEmpty();
    assertThat(SharedWindows.of(Sessions.withGapDuration(Duration.millis(5)))).isEmpty();
  }

  private static List<IntervalWindow> windows(SharedWindows shared, Instant timestamp) {
    return shared.at(timestamp).stream().map(IntervalWindow.class::cast).toList();
  }
}
