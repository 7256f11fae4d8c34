// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.at;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;

import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to state and timers of a stateful ParDo when their window expires. */
class WindowExpirationTest {

  private static final KvCoder<String, String> PAIRS =
      KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());
  private static final IntervalWindow W1 = window(0, 10);

  @Test
  void comesAfterATimerAtTheEndOfTheWindow() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new BufferUntilExpiry(), PAIRS).windowing(ParDos.tens(20)).factory(),
            1,
            1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "k", "a"))
        .settle()
        .watermark(0, 10)
        .expect(0, "k: [a] at the end @9 [0..10)")
        .element(0, pair(W1, 2, "k", "b"))
        .settle()
        .watermark(0, 29)
        .settle()
        .element(0, pair(W1, 3, "k", "c"))
        .settle()
        .watermark(0, 31)
        .expect(
            0,
            "k: [a, b] at the end @9 [0..10)",
            "k: [a, b, c] at the end @9 [0..10)",
            "k: [a, b, c] expired @9 [0..10)")
        .run();
  }

  @Test
  void holdsTheWatermarkAtTheEndOfTheWindowWhereItIsHeardOf() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new Expiring(), PAIRS).windowing(ParDos.tens(20)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "k", "a"))
        .settle()
        .watermark(0, 29)
        .expectWatermark(9)
        .watermark(0, 31)
        .expect(0, "k expired @9 [0..10)")
        .expectWatermark(31)
        .run();
  }

  @Test
  void comesForTheGlobalWindowAtTheEndOfAllInput() throws Exception {
    new OperatorHarness(ParDos.stateful(new Expiring(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("k", "a")))
        .endOfInput()
        .expect(0, "k expired @end")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void comesForTheGlobalWindowAfterAllTimersOfProcessingTime() throws Exception {
    new OperatorHarness(ParDos.stateful(new FlushLater(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(7, KV.of("k", "a")))
        .endOfInput()
        .expect(0, "k: [a] flushed @7", "k: [] expired @end")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void endsTheTimersOfProcessingTimeOfTheWindow() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new FlushLater(), PAIRS).windowing(ParDos.tens(0)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 7, "k", "a"))
        .settle()
        .watermark(0, 11)
        .expect(0, "k: [a] expired @9 [0..10)")
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void comesAtTheEndOfInputAfterTheTimersOfProcessingTimeOfTheWindow() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new FlushLater(), PAIRS).windowing(ParDos.tens(0)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 7, "k", "a"))
        .endOfInput()
        .expect(0, "k: [a] flushed @7 [0..10)", "k: [] expired @9 [0..10)")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  /** Shows its buffer at the end of the window and when the window expires. */
  static final class BufferUntilExpiry extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("buffer")
    private final StateSpec<BagState<String>> buffer = StateSpecs.bag(StringUtf8Coder.of());

    @TimerId("end")
    private final TimerSpec end = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, String> element,
        BoundedWindow window,
        @TimerId("end") Timer timer,
        @StateId("buffer") BagState<String> values) {
      values.add(element.getValue());
      timer.set(window.maxTimestamp());
    }

    @OnTimer("end")
    public void onEnd(
        @Key String key, @StateId("buffer") BagState<String> values, OutputReceiver<String> out) {
      out.output(shown(key, values) + " at the end");
    }

    @OnWindowExpiration
    public void onExpiration(
        @Key String key, @StateId("buffer") BagState<String> values, OutputReceiver<String> out) {
      out.output(shown(key, values) + " expired");
    }

    private static String shown(String key, BagState<String> values) {
      List<String> sorted = new ArrayList<>();
      values.read().forEach(sorted::add);
      return Map.entry(key, sorted).toString().replace("=", ": ");
    }
  }

  static final class Expiring extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("seen")
    private final StateSpec<BagState<String>> seen = StateSpecs.bag(StringUtf8Coder.of());

    @ProcessElement
    public void process(
        @Element KV<String, String> element, @StateId("seen") BagState<String> values) {
      values.add(element.getValue());
    }

    @OnWindowExpiration
    public void onExpiration(@Key String key, OutputReceiver<String> out) {
      out.output(key + " expired");
    }
  }

  /** Empties its buffer after a minute of processing time. */
  static final class FlushLater extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("buffer")
    private final StateSpec<BagState<String>> buffer = StateSpecs.bag(StringUtf8Coder.of());

    @TimerId("flush")
    private final TimerSpec flush = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, String> element,
        @TimerId("flush") Timer timer,
        @StateId("buffer") BagState<String> values) {
      values.add(element.getValue());
      timer.offset(Duration.standardMinutes(1)).setRelative();
    }

    @OnTimer("flush")
    public void onFlush(
        @Key String key, @StateId("buffer") BagState<String> values, OutputReceiver<String> out) {
      out.output(key + ": " + Elements.value(values.read()) + " flushed");
      values.clear();
    }

    @OnWindowExpiration
    public void onExpiration(
        @Key String key, @StateId("buffer") BagState<String> values, OutputReceiver<String> out) {
      out.output(key + ": " + Elements.value(values.read()) + " expired");
    }
  }
}
