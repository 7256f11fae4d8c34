// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Views;
import dev.joist.operators.services.Spilling;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.view.SideInputSpec;
import dev.joist.operators.view.SideInputs;
import dev.joist.state.SubtaskStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PartitioningWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingElementsTest {

  private static final WindowingStrategy<?, ?> TENS =
      WindowingStrategy.of(FixedWindows.of(Duration.millis(10)));
  private static final int SEEDS = 500;
  private static final int STEPS = 80;
  private static final int WINDOWS = 6;

  @TempDir private Path folder;

  @Test
  void goOnWhenEachOfThemWouldAlone() {
    goOnAsAlone(SEEDS, views -> new Side(views, null));
  }

  @Test
  void goOnWhenEachOfThemWouldAloneThoughMostAreOnDisk() {
    Spilling spilling = Jobs.spilling(folder, 500).spilling();
    goOnAsAlone(SEEDS / 10, views -> new Side(views, stores(spilling)));
    assertThat(spilling.folder().writtenBytes()).isGreaterThan(0);
  }

  private static void goOnAsAlone(int seeds, IntFunction<Side> sides) {
    int released = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Random random = new Random(seed);
      Side together = sides.apply(1 + seed % 2);
      OneByOne alone = new OneByOne(1 + seed % 2);
      for (int step = 0; step < STEPS; step++) {
        step(random, together, alone);
        assertThat(together.take()).as("seed %d, step %d", seed, step).isEqualTo(alone.take());
        assertThat(together.waiting.holdMillis()).isEqualTo(alone.holdMillis());
        assertThat(together.waiting.isEmpty()).isEqualTo(alone.waiting.isEmpty());
        assertThat(together.waiting.holds(STEPS)).hasSize(alone.waiting.size());
      }
      for (int view = 0; view < together.sides.views(); view++) {
        together.viewWatermark(view, Watermark.FINAL_MILLIS);
        alone.viewWatermark(view, Watermark.FINAL_MILLIS);
      }
      released += together.emitted.size();
      assertThat(together.take()).as("seed %d, end", seed).isEqualTo(alone.take());
      assertThat(together.waiting.isEmpty()).isTrue();
      assertThat(together.waiting.holdMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    }
    assertThat(released).isGreaterThan(seeds);
  }

  private static void step(Random random, Side together, OneByOne alone) {
    int view = random.nextInt(together.sides.views());
    IntervalWindow window = tens(random.nextInt(WINDOWS));
    switch (random.nextInt(8)) {
      case 0 -> {
        WindowedValue<Iterable<String>> pane =
            in(window, window.end().getMillis() - 1, List.of("pane " + random.nextInt(100)));
        together.waiting.onPane(view, pane);
        alone.sides.onPane(view, pane, !alone.waiting.isEmpty());
      }
      case 1 -> {
        long watermark = together.viewMillis[view] + random.nextInt(12);
        together.viewWatermark(view, watermark);
        alone.viewWatermark(view, watermark);
      }
      case 2 -> {
        together.waiting.release(together::process);
        alone.release();
      }
      case 3 -> {
        long watermark = Math.min(random.nextInt(10 * WINDOWS), alone.holdMillis());
        together.sides.onMainWatermark(watermark);
        alone.sides.onMainWatermark(watermark);
      }
      default -> {
        WindowedValue<String> element =
            in(window, window.start().getMillis() + random.nextInt(10), "e" + random.nextInt());
        SideInputs.Readiness readiness = together.sides.readiness(window);
        assertThat(readiness).isEqualTo(alone.readinessAnew(window));
        if (readiness == SideInputs.Readiness.NOT_YET) {
          boolean isLate = random.nextInt(3) == 0;
          long least = isLate ? window.end().getMillis() - 2 : Watermark.INITIAL_MILLIS;
          together.waiting.add(element, least);
          alone.add(element, least);
        }
      }
    }
  }

  @Test
  void areLookedAtOnceAWindow() {
    CountingTens counting = new CountingTens();
    SideInputs sides = sides(List.of(view(WindowingStrategy.of(counting))));
    WaitingElements<String> waiting = new WaitingElements<>(sides, null);
    for (int i = 0; i < 10_000; i++) {
      assertThat(sides.readiness(tens(1))).isEqualTo(SideInputs.Readiness.NOT_YET);
      waiting.add(in(tens(1), 15, "a"));
      waiting.release(element -> {});
    }
    assertThat(counting.asked).isLessThan(10);

    List<WindowedValue<String>> released = new ArrayList<>();
    waiting.onPane(0, in(tens(1), 19, List.of("x")));
    waiting.release(released::add);

    assertThat(released).hasSize(10_000);
    assertThat(counting.asked).isLessThan(20);
  }

  @Test
  void areDueAtNoWatermarkThatMakesNoViewReady() {
    Side side = new Side(1, null);
    side.waiting.add(in(tens(1), 15, "a"));
    side.waiting.release(side::process);

    assertThat(side.waiting.isDue(0, 19)).isFalse();
    assertThat(side.waiting.isDue(0, 20)).isTrue();
    assertThat(side.waiting.isDue(0, Watermark.FINAL_MILLIS)).isTrue();
  }

  @Test
  void areDueAtAnyWatermarkBehindAPane() {
    Side side = new Side(1, null);
    side.waiting.add(in(tens(1), 15, "a"));
    side.waiting.release(side::process);
    side.waiting.onPane(0, in(tens(1), 19, List.of("x")));
    assertThat(side.waiting.isDue(0, 2)).isTrue();

    side.viewWatermark(0, 2);

    assertThat(side.take()).containsExactly(tens(1) + " a [x]");
    assertThat(side.waiting.isDue(0, 20)).isFalse();
  }

  /** Stores of an operator whose elements wait in the memory that {@code spilling} has. */
  private static SideInputStores<String> stores(Spilling spilling) {
    SubtaskStores stores = new DirectContext().stores();
    return SideInputStores.open(
        ParDos.stateless(new Shout(), StringUtf8Coder.of()).windowing(TENS).spec(),
        "elements",
        StringUtf8Coder.of(),
        spilling,
        stores);
  }

  private static final class Shout extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String element, OutputReceiver<String> output) {
      output.output(element + "!");
    }
  }

  private static IntervalWindow tens(int index) {
    return window(10L * index, 10L * (index + 1));
  }

  private static PCollectionView<Iterable<String>> view(WindowingStrategy<?, ?> windowing) {
    return Views.of(StringUtf8Coder.of(), windowing, View.asIterable());
  }

  private static SideInputs sides(List<PCollectionView<Iterable<String>>> views) {
    return new SideInputs(
        IntStream.range(0, views.size())
            .mapToObj(i -> new SideInputSpec(views.get(i), "view" + i))
            .toList(),
        TENS);
  }

  /** What is compared: elements of different windows go on in any order. */
  private abstract static class Released {

    final List<PCollectionView<Iterable<String>>> views;
    final SideInputs sides;
    final List<String> emitted = new ArrayList<>();

    Released(int count) {
      this.views = IntStream.range(0, count).mapToObj(i -> view(TENS)).toList();
      this.sides = sides(views);
    }

    void process(WindowedValue<String> element) {
      BoundedWindow window = element.getWindows().iterator().next();
      StringBuilder seen = new StringBuilder(window + " " + element.getValue());
      views.forEach(view -> seen.append(' ').append(sides.get(view, window)));
      emitted.add(seen.toString());
    }

    List<String> take() {
      List<String> taken = new ArrayList<>(emitted);
      // By window only: the sort is stable.
      taken.sort(Comparator.comparing(shown -> shown.substring(0, shown.indexOf(' '))));
      emitted.clear();
      return taken;
    }
  }

  private static final class Side extends Released {

    final WaitingElements<String> waiting;
    final long[] viewMillis = new long[2];

    Side(int views, @Nullable SideInputStores<String> stores) {
      super(views);
      this.waiting = new WaitingElements<>(sides, stores);
    }

    void viewWatermark(int view, long watermarkMillis) {
      viewMillis[view] = watermarkMillis;
      waiting.onViewWatermark(view, watermarkMillis, this::process);
    }
  }

  /** Asks for each element, each time. */
  private static final class OneByOne extends Released {

    final List<WaitingElement<String>> waiting = new ArrayList<>();

    OneByOne(int views) {
      super(views);
    }

    void add(WindowedValue<String> element, long leastHoldMillis) {
      long hold = Math.max(leastHoldMillis, EventTime.holdMillis(element.getTimestamp()));
      waiting.add(new WaitingElement<>(element, hold));
    }

    void viewWatermark(int view, long watermarkMillis) {
      release();
      sides.onWatermark(view, watermarkMillis);
      release();
    }

    void release() {
      do {
        for (Iterator<WaitingElement<String>> each = waiting.iterator(); each.hasNext(); ) {
          WindowedValue<String> element = each.next().element();
          BoundedWindow window = element.getWindows().iterator().next();
          if (views.stream().allMatch(view -> sides.isReady(view, window))) {
            process(element);
            each.remove();
          }
        }
      } while (sides.takeBehind(!waiting.isEmpty()));
    }

    /** What is ready, found without what {@link SideInputs} remembers. */
    SideInputs.Readiness readinessAnew(BoundedWindow window) {
      sides.adopt(sides(views)); // makes it forget
      return sides.readiness(window);
    }

    long holdMillis() {
      return waiting.isEmpty()
          ? Watermark.FINAL_MILLIS
          : Collections.min(waiting.stream().map(WaitingElement::holdMillis).toList());
    }
  }

  /** Windows of ten that count how often they are asked for. */
  private static final class CountingTens extends PartitioningWindowFn<Object, IntervalWindow> {
    private static final long serialVersionUID = 1L;

    private int asked;

    @Override
    public IntervalWindow assignWindow(Instant timestamp) {
      asked++;
      return tens((int) (timestamp.getMillis() / 10));
    }

    @Override
    @SuppressWarnings("deprecation") // A window function has to have it.
    public boolean isCompatible(WindowFn<?, ?> other) {
      return equals(other);
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }
  }
}
