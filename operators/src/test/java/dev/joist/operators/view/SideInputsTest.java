// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Views;
import dev.joist.operators.group.GroupByKeyOperators;
import dev.joist.operators.view.SideInputs.Readiness;
import dev.joist.state.SubtaskScope;
import dev.joist.state.heap.HeapStateBackend;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PartitioningWindowFn;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideInputsTest {

  private static final IntervalWindow W1 = window(0, 10);
  private static final IntervalWindow W2 = window(10, 20);
  private static final WindowingStrategy<?, ?> TENS =
      WindowingStrategy.of(FixedWindows.of(Duration.millis(10)));

  @TempDir private Path folder;

  @Test
  void areReadyForAWindowThatHasAPane() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    SideInputs sides = of(view);
    assertThat(sides.areReady(W1)).isFalse();

    sides.onPane(0, in(W1, 9, List.of("a")));

    assertThat(sides.areReady(W1)).isTrue();
    assertThat(sides.isReady(view, W2)).isFalse();
    assertThat(sides.get(view, W1)).containsExactly("a");
  }

  @Test
  void ofAnotherLaneAreTheSameUntilOneOfThemTakesAPane() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    SideInputs sides = of(view);
    SideInputs others = of(view);
    sides.onPane(0, in(W1, 9, List.of("a")));

    others.adopt(sides);
    sides.onPane(0, in(W1, 9, List.of("b")));
    others.onPane(0, in(W2, 19, List.of("c")));

    assertThat(sides.get(view, W1)).containsExactly("b");
    assertThat(sides.isReady(view, W2)).isFalse();
    assertThat(others.get(view, W1)).containsExactly("a");
    assertThat(others.get(view, W2)).containsExactly("c");
  }

  @Test
  void ofSeveralLanesHaveTheirContentMadeOnce() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    SideInputs sides = of(view);
    SideInputs others = of(view);
    sides.onPane(0, in(W1, 9, List.of("a")));
    others.adopt(sides);

    assertThat(others.get(view, W1)).isSameAs(sides.get(view, W1));
  }

  @Test
  void ofALaneAreThereAlthoughTheOneThatTookThemHasLetThemGo() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    List<SideInputSpec> specs = List.of(new SideInputSpec(view, "view"));
    PaneStore panes =
        new PaneStore(
            "Reads", "panes", specs, new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0)));
    SideInputs taker = new SideInputs(specs, TENS, panes);
    SideInputs busy = new SideInputs(specs, TENS, panes);
    taker.onPane(0, in(W1, 9, List.of("a")));
    taker.onPane(0, in(W2, 19, List.of("b")));
    taker.onMainWatermark(10);
    assertThat(taker.keptWindows()).isEqualTo(1);

    busy.adopt(taker);

    assertThat(busy.get(view, W1)).containsExactly("a");
    assertThat(busy.get(view, W2)).isSameAs(taker.get(view, W2));
  }

  @Test
  void areReadyAndEmptyWhenTheWatermarkIsStrictlyPastTheWindow() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    SideInputs sides = of(view);

    sides.onWatermark(0, 9);
    assertThat(sides.areReady(W1)).isFalse();
    sides.onWatermark(0, 10);
    assertThat(sides.areReady(W1)).isTrue();

    assertThat(sides.get(view, W1)).isEmpty();
    assertThat(sides.areReady(W2)).isFalse();
  }

  @Test
  void areNotEmptyBeforeTheWindowExpiresWhereNoFiringIsSure() {
    WindowingStrategy<?, ?> unsure =
        TENS.withTrigger(Repeatedly.forever(AfterPane.elementCountAtLeast(2)))
            .withAllowedLateness(Duration.millis(30));
    SideInputs sides = of(iterable(unsure));

    sides.onWatermark(0, 39);
    assertThat(sides.areReady(W1)).isFalse();
    sides.onWatermark(0, 40);

    assertThat(sides.areReady(W1)).isTrue();
  }

  @Test
  void areEmptyWhenTheDefaultTriggerMustHaveFiredThoughTheWindowIsKept() {
    SideInputs sides = of(iterable(TENS.withAllowedLateness(Duration.millis(30))));

    sides.onWatermark(0, 10);

    assertThat(sides.areReady(W1)).isTrue();
  }

  @Test
  void areAllReadyAtTheEndOfTime() {
    SideInputs sides = of(iterable(WindowingStrategy.globalDefault()));

    sides.onWatermark(0, 1_000_000);
    assertThat(sides.areReady(GlobalWindow.INSTANCE)).isFalse();
    sides.onWatermark(0, Watermark.FINAL_MILLIS);

    assertThat(sides.areReady(GlobalWindow.INSTANCE)).isTrue();
  }

  @Test
  void areReadyOnlyWhenEachOfThemIs() {
    SideInputs sides = of(iterable(TENS), iterable(TENS));

    sides.onPane(0, in(W1, 9, List.of("a")));
    assertThat(sides.areReady(W1)).isFalse();
    sides.onPane(1, in(W1, 9, List.of("b")));

    assertThat(sides.areReady(W1)).isTrue();
  }

  @Test
  void readTheNewestPaneOfAWindow() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    SideInputs sides = of(view);

    sides.onPane(0, in(W1, 9, List.of("a")));
    assertThat(sides.get(view, W1)).containsExactly("a");
    sides.onPane(0, in(W1, 9, List.of("b", "c")));

    assertThat(sides.get(view, W1)).containsExactly("b", "c");
  }

  @Test
  void makeWhatTheViewIsOnceForAPane() {
    PCollectionView<Map<String, Integer>> view = numbers(View.asMap());
    SideInputs sides = of(view);

    sides.onPane(0, in(W1, 9, List.of(KV.of("a", 1), KV.of("b", 2))));

    assertThat(sides.get(view, W1)).containsOnly(Map.entry("a", 1), Map.entry("b", 2));
    assertThat(sides.get(view, W1)).isSameAs(sides.get(view, W1));
  }

  @Test
  void areMapsOfAllTheValuesOfAKey() {
    PCollectionView<Map<String, Iterable<Integer>>> view = numbers(View.asMultimap());
    SideInputs sides = of(view);
    sides.onPane(0, in(W1, 9, List.of(KV.of("a", 1), KV.of("a", 2), KV.of("b", 3))));
    sides.onWatermark(0, 20);

    Map<String, Iterable<Integer>> values = requireNonNull(sides.get(view, W1));

    assertThat(values.keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(values.get("a")).containsExactlyInAnyOrder(1, 2);
    assertThat(sides.get(view, W2)).isEmpty();
  }

  @Test
  void areSingleValues() {
    PCollectionView<String> view = Views.of(StringUtf8Coder.of(), TENS, View.asSingleton());
    SideInputs sides = of(view);
    sides.onPane(0, in(W1, 9, List.of("a")));
    sides.onWatermark(0, 20);

    assertThat(sides.get(view, W1)).isEqualTo("a");
    assertThatThrownBy(() -> sides.get(view, W2)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void letGoOfAWindowWhenTheMainWatermarkIsPastItsEnd() {
    SideInputs sides = of(iterable(TENS));
    sides.onPane(0, in(W1, 9, List.of("a")));
    sides.onPane(0, in(W2, 19, List.of("b")));

    sides.onMainWatermark(9);
    assertThat(sides.keptWindows()).isEqualTo(2);
    sides.onMainWatermark(10);

    assertThat(sides.keptWindows()).isEqualTo(1);
    assertThat(sides.readiness(W1)).isEqualTo(Readiness.TOO_LATE);
    assertThat(sides.readiness(W2)).isEqualTo(Readiness.READY);
  }

  @Test
  void keepAWindowAsLongAsALateElementMayAskForIt() {
    SideInputs sides =
        of(TENS.withAllowedLateness(Duration.millis(30)), iterable(TENS), iterable(TENS));
    sides.onPane(0, in(W1, 9, List.of("a")));
    sides.onPane(1, in(W1, 9, List.of("b")));

    sides.onMainWatermark(39);
    assertThat(sides.keptWindows()).isEqualTo(2);
    sides.onMainWatermark(40);

    assertThat(sides.keptWindows()).isZero();
  }

  @Test
  void keepAWindowAsLongAsALaterOneLooksBackToIt() {
    SideInputs sides = of(iterable(WindowingStrategy.of(new LooksBack(Duration.millis(20)))));
    sides.onPane(0, in(W1, 9, List.of("a")));

    sides.onMainWatermark(29);
    assertThat(sides.readiness(window(20, 30))).isEqualTo(Readiness.READY);
    sides.onMainWatermark(30);

    assertThat(sides.keptWindows()).isZero();
    assertThat(sides.readiness(window(20, 30))).isEqualTo(Readiness.TOO_LATE);
  }

  @Test
  void nameAMappingThatLooksBackFurtherThanItSays() {
    SideInputs sides = of(iterable(WindowingStrategy.of(new LooksBack(Duration.ZERO))));
    sides.onPane(0, in(W1, 9, List.of("a")));
    sides.onMainWatermark(21);

    assertThatThrownBy(() -> sides.readiness(window(20, 30)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "window [1970-01-01T00:00:00.020Z..1970-01-01T00:00:00.030Z) asks for")
        .hasMessageContaining("the view's window mapping looks back further than the PT0S");
  }

  @Test
  void takeNoPaneOfAWindowThatNobodyCanAskFor() {
    SideInputs sides = of(iterable(TENS));
    sides.onMainWatermark(10);

    sides.onPane(0, in(W1, 9, List.of("late")));

    assertThat(sides.keptWindows()).isZero();
  }

  @Test
  void keepTheGlobalWindowForGood() {
    PCollectionView<Iterable<String>> view = iterable(WindowingStrategy.globalDefault());
    SideInputs sides = of(view);
    sides.onPane(0, in(GlobalWindow.INSTANCE, 9, List.of("a")));

    sides.onMainWatermark(1_000_000_000_000L);

    assertThat(sides.readiness(W1)).isEqualTo(Readiness.READY);
    assertThat(sides.get(view, GlobalWindow.INSTANCE)).containsExactly("a");
  }

  @Test
  void knowTheirOwnViewsOnly() {
    PCollectionView<Iterable<String>> view = iterable(TENS);
    PCollectionView<Iterable<String>> stranger = iterable(TENS);
    SideInputs sides = of(view);

    assertThat(sides.contains(view)).isTrue();
    assertThat(sides.contains(stranger)).isFalse();
    assertThat(sides.isEmpty()).isFalse();
    assertThat(of().isEmpty()).isTrue();
    assertThatThrownBy(() -> sides.get(stranger, W1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which is not among its side inputs");
  }

  @Test
  void getTheirPanesFromAnOperatorThatGroupsAllElementsOfAWindow() throws Exception {
    ViewSpec<String> spec = new ViewSpec<>("View", StringUtf8Coder.of(), TENS, ViewShape.ITERABLE);
    new OperatorHarness(GroupByKeyOperators.view(spec, Jobs.services()), 1, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(W2, 11, "b"))
        .element(0, in(W1, 2, "c"))
        .watermark(0, 10)
        .expect(0, "[a, c] @9 [0..10) ON_TIME#0.")
        .endOfInput()
        .expect(0, "[b] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300, 1 << 20})
  void getThemFromDiskWhereMemoryHasNoRoom(long memoryBytes) throws Exception {
    ViewSpec<String> spec =
        new ViewSpec<>(
            "View", StringUtf8Coder.of(), TENS, ViewShape.ITERABLE, ViewStrategy.SPILLING);
    new OperatorHarness(GroupByKeyOperators.view(spec, Jobs.spilling(folder, memoryBytes)), 1, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(W2, 11, "b"))
        .element(0, in(List.of(W1, W2), 2, "c"))
        .watermark(0, 10)
        .expect(0, "[a, c] @9 [0..10) ON_TIME#0.")
        .element(0, in(W1, 3, "late"))
        .element(0, in(W2, 12, "d"))
        .endOfInput()
        .expect(0, "[b, c, d] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300, 1 << 20})
  void getPairsFromDiskWhereMemoryHasNoRoom(long memoryBytes) throws Exception {
    ViewSpec<KV<String, Integer>> spec =
        new ViewSpec<>(
            "View",
            KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()),
            TENS,
            ViewShape.MULTIMAP,
            ViewStrategy.SPILLING);
    new OperatorHarness(GroupByKeyOperators.view(spec, Jobs.spilling(folder, memoryBytes)), 1, 1)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .element(0, pair(W2, 11, "a", 2))
        .element(0, pair(W1, 2, "a", 3))
        .element(0, pair(W2, 12, "b", 4))
        .watermark(0, 10)
        .expect(0, "[a=1, a=3] @9 [0..10) ON_TIME#0.")
        .element(0, pair(W2, 13, "c", 5))
        .endOfInput()
        .expect(0, "[a=2, b=4, c=5] @19 [10..20) ON_TIME#0.")
        .run();
  }

  @Test
  void getEachFiringAsAPaneWhereOneIsAllThatThereIs() throws Exception {
    new OperatorHarness(context -> new FiringsOperator(context.output(0)), 1, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(List.of(W1, W2), 2, "b"))
        .element(0, in(W2, 11, null))
        .expect(0, "[a] @1 [0..10)", "[b] @2 [0..10) [10..20)", "[null] @11 [10..20)")
        .watermark(0, 12)
        .expectWatermark(12)
        .run();
  }

  private static PCollectionView<Iterable<String>> iterable(WindowingStrategy<?, ?> windowing) {
    return Views.of(StringUtf8Coder.of(), windowing, View.asIterable());
  }

  /** Windows of ten, each of which is mapped to the last but one before it. */
  private static final class LooksBack extends PartitioningWindowFn<Object, IntervalWindow> {
    private static final long serialVersionUID = 1L;

    private final Duration declared;

    LooksBack(Duration declared) {
      this.declared = declared;
    }

    @Override
    public IntervalWindow assignWindow(Instant timestamp) {
      return FixedWindows.of(Duration.millis(10)).assignWindow(timestamp);
    }

    @Override
    @SuppressWarnings("deprecation") // Beam still asks every window function for it.
    public boolean isCompatible(WindowFn<?, ?> other) {
      return equals(other);
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      return new WindowMappingFn<>(declared) {
        @Override
        public IntervalWindow getSideInputWindow(BoundedWindow main) {
          return assignWindow(main.maxTimestamp().minus(Duration.millis(20)));
        }
      };
    }
  }

  private static <V> PCollectionView<V> numbers(
      PTransform<PCollection<KV<String, Integer>>, PCollectionView<V>> transform) {
    return Views.of(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()), TENS, transform);
  }

  private static SideInputs of(PCollectionView<?>... views) {
    return of(TENS, views);
  }

  private static SideInputs of(WindowingStrategy<?, ?> main, PCollectionView<?>... views) {
    return new SideInputs(
        Arrays.stream(views).map(view -> new SideInputSpec(view, "view")).toList(), main);
  }
}
