// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.fixture.Elements;
import dev.joist.operators.invoke.RunnerPair.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectDoFnRunnerTest {

  private static final int ELEMENTS = 800;

  static Stream<Named<DoFn<Long, ?>>> functions() {
    List<DoFn<Long, ?>> functions = new ArrayList<>();
    for (Duration skew :
        List.of(Duration.ZERO, Duration.millis(7), Duration.millis(Long.MAX_VALUE))) {
      functions.add(new RandomFunctions.ByContext(skew));
      functions.add(new RandomFunctions.ByReceivers(skew));
      functions.add(new RandomFunctions.ByBuilders(skew));
    }
    functions.add(new RandomFunctions.OfWindows());
    functions.add(new RandomFunctions.OfSideInputs());
    functions.add(new RandomFunctions.OfRows());
    functions.add(new RandomFunctions.OfBundles());
    functions.add(new RandomFunctions.Failing());
    return functions.stream().map(fn -> Named.of(fn.getClass().getSimpleName(), fn));
  }

  /** Whatever a function does to whatever element, with the same outputs and the same failures. */
  @ParameterizedTest
  @MethodSource("functions")
  void doesWhatTheGeneralRunnerDoes(DoFn<Long, ?> fn) {
    RunnerPair<?> pair = RunnerPair.of(fn);
    Random random = new Random(7);

    pair.onBoth(runner -> runner.startBundle());
    for (int i = 0; i < ELEMENTS; i++) {
      WindowedValue<Long> element = element(random);
      List<Outcome> outcomes = pair.onBoth(runner -> runner.processElement(element));

      assertThat(outcomes.get(0)).as("element %d: %s", i, element).isEqualTo(outcomes.get(1));
    }
    List<Outcome> last = pair.onBoth(runner -> runner.finishBundle());

    assertThat(last.get(0)).isEqualTo(last.get(1));
    assertThat(pair.emittedCount()).isPositive();
  }

  @Test
  void passesAnElementOnWithNothingButANewValue() {
    RunnerPair<?> pair = RunnerPair.of(new RandomFunctions.Echo());
    WindowedValue<Long> element =
        WindowedValues.of(
            5L,
            Instant.ofEpochMilli(3),
            List.of(Elements.window(0, 10)),
            PaneInfo.createPane(true, false, Timing.EARLY),
            "record",
            9L,
            true);

    WindowedValue<?> emitted = pair.direct(element).get(0);

    assertThat(emitted).isEqualTo(element.withValue("5"));
    assertThat(emitted.causedByDrain()).isEqualTo(element.causedByDrain());
  }

  private static WindowedValue<Long> element(Random random) {
    return WindowedValues.of(
        random.nextLong(), timestamp(random), windows(random), PANES.get(random.nextInt(3)));
  }

  private static final List<PaneInfo> PANES =
      List.of(
          PaneInfo.NO_FIRING,
          PaneInfo.ON_TIME_AND_ONLY_FIRING,
          PaneInfo.createPane(false, true, Timing.LATE, 3, 1));

  private static Instant timestamp(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> BoundedWindow.TIMESTAMP_MIN_VALUE;
      case 1 -> BoundedWindow.TIMESTAMP_MAX_VALUE;
      case 2 -> BoundedWindow.TIMESTAMP_MAX_VALUE.plus(Duration.millis(1));
      default -> Instant.ofEpochMilli(random.nextInt(100));
    };
  }

  private static List<BoundedWindow> windows(Random random) {
    if (random.nextInt(3) == 0) {
      return List.of(GlobalWindow.INSTANCE);
    }
    List<BoundedWindow> windows = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      windows.add(Elements.window(10L * i, 10L * i + 10));
    }
    return windows;
  }
}
