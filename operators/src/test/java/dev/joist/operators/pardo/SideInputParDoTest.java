// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.Keys;
import dev.joist.operators.fixture.Views;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputs;
import dev.joist.state.MemorySections;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.core.LateDataDroppingDoFnRunner;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ParDos that read side inputs: port 0 is the main input, port 1 the view. */
class SideInputParDoTest {

  private static final FixedWindows TENS = FixedWindows.of(Duration.millis(10));
  private static final IntervalWindow W1 = window(0, 10);
  private static final IntervalWindow W2 = window(10, 20);
  private static final PCollectionView<Iterable<String>> VIEW =
      Views.of(StringUtf8Coder.of(), WindowingStrategy.of(TENS), View.asIterable());
  private static final PCollectionView<Iterable<String>> OTHER_VIEW =
      Views.of(StringUtf8Coder.of(), WindowingStrategy.of(TENS), View.asIterable());

  @TempDir private Path folder;

  @Test
  void takesAnElementWhoseViewIsReady() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::shown)
        .element(1, in(W1, 9, List.of("x", "y")))
        .settle()
        .element(0, in(W1, 1, "a"))
        .expect(0, "a [x, y] @1 [0..10)")
        .run();
  }

  @Test
  void letsElementsWaitForTheirViewAndTakesThemInTheirOrder() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(W2, 12, "b"))
        .element(0, in(W1, 3, "c"))
        .expect(0)
        .element(1, in(W1, 9, List.of("x")))
        .expect(0, "a [x] @1 [0..10)", "c [x] @3 [0..10)")
        .watermark(1, 21)
        .expect(0, "b [] @12 [10..20)")
        .run();
  }

  @Test
  void elementsThatWaitOnDiskGoOnInTheirOrder() throws Exception {
    new OperatorHarness(statelessParDo().factory(Jobs.spilling(folder, 0)), 2, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(W2, 12, "b"))
        .element(0, in(W1, 3, "c"))
        .settle()
        .watermark(0, 30)
        .expectWatermark(1)
        .element(1, in(W1, 9, List.of("x")))
        .expect(0, "a [x] @1 [0..10)", "c [x] @3 [0..10)")
        .expectWatermark(12)
        .watermark(1, 21)
        .expect(0, "b [] @12 [10..20)")
        .expectWatermark(30)
        .run();
  }

  @Test
  void elementsThatWaitOnDiskAreInASnapshotInTheirOrder() throws Exception {
    OperatorFactory spilling = statelessParDo().factory(Jobs.spilling(folder, 300));
    DirectContext before = new DirectContext();
    Operator first = spilling.create(before);
    first.open();
    for (String value : List.of("a", "b", "c", "d", "e", "f", "g")) {
      first.input(0).accept(in(W1, 1, value));
    }
    MemorySections snapshot = before.snapshot(first);
    first.close();

    DirectContext after = DirectContext.restored(0, 1, new SettableClock(0), List.of(snapshot));
    Operator second = spilling.create(after);
    second.open();
    second.input(1).accept(in(W1, 9, List.of("x")));
    second.finishBundle();
    second.close();

    assertThat(after.takeEmitted())
        .extracting(shown -> shown.substring(0, 1))
        .containsExactly("a", "b", "c", "d", "e", "f", "g");
  }

  @Test
  void anElementThatWaitsSeesTheFirstPaneHoweverSoonOthersFollow() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(W2, 12, "b"))
        .settle()
        .element(1, in(W1, 9, List.of("x")))
        .element(1, in(W1, 9, List.of("y")))
        .element(1, in(W2, 19, List.of("z")))
        .element(1, in(W2, 19, List.of()))
        .element(1, in(W1, 9, List.of("last")))
        .expect(0, "a [x] @1 [0..10)", "b [z] @12 [10..20)")
        .element(0, in(W1, 2, "c"))
        .element(0, in(W2, 13, "d"))
        .expect(0, "c [last] @2 [0..10)", "d [] @13 [10..20)")
        .run();
  }

  @Test
  void theWatermarkOfAViewComesBehindAllItsPanes() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, "a"))
        .element(0, in(W2, 12, "b"))
        .settle()
        .element(1, in(W1, 9, List.of("x")))
        .element(1, in(W1, 9, List.of("y")))
        .element(1, in(W2, 19, List.of("z")))
        .watermark(1, 25)
        .expect(0, "a [x] @1 [0..10)", "b [z] @12 [10..20)")
        .run();
  }

  @Test
  void holdsTheWatermarkAtTheElementsThatWait() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::shown)
        .element(0, in(W2, 12, "b"))
        .element(0, in(W1, 3, "a"))
        .settle()
        .watermark(0, 30)
        .expectWatermark(3)
        .element(1, in(W1, 9, List.of("x")))
        .expect(0, "a [x] @3 [0..10)")
        .expectWatermark(12)
        .watermark(1, 20)
        .expect(0, "b [] @12 [10..20)")
        .expectWatermark(30)
        .run();
  }

  @Test
  void tellsWhatHoldsTheWatermark() throws Exception {
    Operator operator = stateless().create(new DirectContext());
    operator.open();

    operator.input(0).accept(in(W1, 3, "a"));
    operator.input(0).accept(in(W1, 4, "a"));

    assertThat(operator.holds(1))
        .containsExactly(
            new Hold(
                HoldKind.SIDE_INPUT,
                "an element in [%s] that waits for a side input".formatted(W1),
                3));
    assertThat(operator.holds(9)).hasSize(2);
    operator.close();
  }

  @Test
  void takesAnElementOfSeveralWindowsWhereItsViewsAreReady() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::shown)
        .element(1, in(W2, 19, List.of("x")))
        .settle()
        .element(0, in(List.of(W1, W2), 5, "a"))
        .expect(0, "a [x] @5 [10..20)")
        .element(1, in(W1, 9, List.of("y")))
        .expect(0, "a [y] @5 [0..10)")
        .run();
  }

  @Test
  void readsTheNewestPane() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::value)
        .element(1, in(W1, 9, List.of("x")))
        .settle()
        .element(0, in(W1, 1, "a"))
        .settle()
        .element(1, in(W1, 9, List.of("x", "y")))
        .settle()
        .element(0, in(W1, 1, "b"))
        .expect(0, "a [x]", "b [x, y]")
        .run();
  }

  @Test
  void comesToItsEndThoughTheViewNeverGetsAPane() throws Exception {
    new OperatorHarness(stateless(), 2, 1)
        .comparing(Elements::value)
        .element(0, in(W1, 1, "a"))
        .watermark(0, Watermark.FINAL_MILLIS)
        .expect(0)
        .expectWatermark(1)
        .watermark(1, Watermark.FINAL_MILLIS)
        .expect(0, "a []")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void keepsTheWindowOfAnElementThatWaits() throws Exception {
    new OperatorHarness(stateful(), 2, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, KV.of("k", "a")))
        .settle()
        .watermark(0, 30)
        .expect(0)
        .expectWatermark(1)
        .element(1, in(W1, 9, List.of("x")))
        .expect(0, "a [x] @1 [0..10)", "[a] at the end @9 [0..10)")
        .expectWatermark(30)
        .run();
  }

  @Test
  void firesTheTimersThatAnElementSetsAfterTheMainInputHasEnded() throws Exception {
    new OperatorHarness(stateful(), 2, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, in(W1, 1, KV.of("k", "a")))
        .watermark(0, Watermark.FINAL_MILLIS)
        .expect(0)
        .watermark(1, Watermark.FINAL_MILLIS)
        .expect(0, "a [] @1 [0..10)", "[a] at the end @9 [0..10)")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void keepsAViewForAnElementThatWaitsWhileTheWatermarkPasses() throws Exception {
    for (OperatorFactory factory : List.of(askingTwoViews(false), askingTwoViews(true))) {
      new OperatorHarness(factory, 3, 1)
          .comparing(Elements::value)
          .element(1, in(W1, 9, List.of("x")))
          .settle()
          .element(0, in(W1, 1, KV.of("k", "a")))
          .settle()
          .watermark(0, 1000)
          .expect(0)
          .element(2, in(W1, 9, List.of("y")))
          .expect(0, "a [x] [y]")
          .run();
    }
  }

  @Test
  void dropsAndCountsAnElementThatIsTooLateForItsView() throws Exception {
    JobServices services = Jobs.services();
    Operator operator = statelessParDo().factory(services).create(new DirectContext());
    operator.open();
    operator.input(1).accept(in(W1, 9, List.of("x")));
    operator.onWatermark(0, 10);

    operator.input(0).accept(in(List.of(W1), 1, "a"));
    operator.finishBundle();
    operator.close();

    assertThat(
            Jobs.counter(
                services,
                "Do",
                LateDataDroppingDoFnRunner.class,
                LateDataDroppingDoFnRunner.DROPPED_DUE_TO_LATENESS))
        .isEqualTo(1);
  }

  @Test
  void keepsTheWindowsThatCanBeAskedForHoweverLongTheJobRuns() throws Exception {
    ParDoOperator<?, ?> stateless = (ParDoOperator<?, ?>) stateless().create(new DirectContext());
    StatefulParDoOperator<?, ?, ?> stateful =
        (StatefulParDoOperator<?, ?, ?>) stateful().create(new DirectContext());

    assertThat(mostWindowsKept(stateless, stateless.sideInputs(), "a")).isEqualTo(2);
    assertThat(mostWindowsKept(stateful, stateful.sideInputs(), KV.of("k", "a"))).isEqualTo(2);
  }

  /** Lets ten thousand windows pass, in each of which there is an element and a pane. */
  private static int mostWindowsKept(Operator operator, SideInputs sideInputs, Object value)
      throws Exception {
    operator.open();
    int most = 0;
    for (int i = 0; i < 10_000; i++) {
      IntervalWindow window = window(10L * i, 10L * (i + 1));
      operator.input(1).accept(in(window, 10L * i + 9, List.of("x")));
      operator.onWatermark(1, 10L * (i + 1));
      operator.input(0).accept(in(window, 10L * i + 5, value));
      operator.finishBundle();
      most = Math.max(most, sideInputs.keptWindows());
      operator.onWatermark(0, 10L * i + 5);
    }
    operator.close();
    return most;
  }

  private static OperatorFactory askingTwoViews(boolean stateful) {
    KvCoder<String, String> coder = KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());
    ParDos<KV<String, String>> parDo =
        stateful
            ? ParDos.stateful(new AskTwoViews(), coder)
            : ParDos.stateless(new AskTwoViews(), coder);
    return parDo
        .windowing(WindowingStrategy.of(TENS))
        .sideInput(VIEW)
        .sideInput(OTHER_VIEW)
        .factory();
  }

  private static OperatorFactory stateless() {
    return statelessParDo().factory();
  }

  private static ParDos<String> statelessParDo() {
    return ParDos.stateless(new Ask(), StringUtf8Coder.of())
        .windowing(WindowingStrategy.of(TENS))
        .sideInput(VIEW);
  }

  private static OperatorFactory stateful() {
    return ParDos.stateful(new Collect(), KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()))
        .windowing(WindowingStrategy.of(TENS))
        .sideInput(VIEW)
        .factory();
  }

  static final class Ask extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(context.element() + " " + Elements.value(context.sideInput(VIEW)));
    }
  }

  static final class AskTwoViews extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(
          context.element().getValue()
              + " "
              + Elements.value(context.sideInput(VIEW))
              + " "
              + Elements.value(context.sideInput(OTHER_VIEW)));
    }
  }

  /** Says what it has at the end of the window. */
  static final class Collect extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("all")
    private final StateSpec<BagState<String>> all = StateSpecs.bag(StringUtf8Coder.of());

    @TimerId("end")
    private final TimerSpec end = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        ProcessContext context,
        BoundedWindow window,
        @StateId("all") BagState<String> values,
        @TimerId("end") Timer timer) {
      String value = context.element().getValue();
      values.add(value);
      timer.set(window.maxTimestamp());
      context.output(value + " " + Elements.value(context.sideInput(VIEW)));
    }

    @OnTimer("end")
    public void onEnd(@StateId("all") BagState<String> values, OutputReceiver<String> out) {
      out.output(Elements.value(values.read()) + " at the end");
    }
  }
}
