// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.at;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.fixture.Elements.window;
import static dev.joist.operators.pardo.ParDos.sumCoder;

import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Keys;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Timers of stateful ParDos; {@link StatefulParDoOperatorTest} is about their state. */
class StatefulParDoTimersTest {

  private static final KvCoder<String, String> PAIRS =
      KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());
  private static final IntervalWindow W1 = window(0, 10);

  @Test
  void fireAtTheirTimeOfTheWatermark() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("k", "event 10")))
        .settle()
        .watermark(0, 10)
        .expect(0)
        .watermark(0, 11)
        .expect(0, "k: event at 10 @10")
        .expectWatermark(11)
        .run();
  }

  @Test
  void holdTheWatermarkAtTheirOutputTimestampUntilTheyFire() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(5, KV.of("k", "event 50 output 5")))
        .settle()
        .watermark(0, 40)
        .expectWatermark(5)
        .watermark(0, 51)
        .expect(0, "k: event at 50 @5")
        .expectWatermark(51)
        .run();
  }

  @Test
  void holdTheWatermarkOfProcessingTimeToo() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(7, KV.of("k", "processing 100")))
        .settle()
        .watermark(0, 40)
        .expectWatermark(7)
        .processingTime(100)
        .expect(0)
        .processingTime(101)
        .expect(0, "k: processing 100 at 101 @7")
        .expectWatermark(40)
        .run();
  }

  @Test
  void holdNothingWithoutAnOutputTimestamp() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(7, KV.of("k", "event 50 silent")))
        .settle()
        .watermark(0, 40)
        .expectWatermark(40)
        .run();
  }

  @Test
  void fireInOrderOfTimeOverKeysAlsoWhenOneSetsAnEarlierOne() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("a", "event 30")))
        .element(0, at(1, KV.of("b", "event 10 then 20")))
        .element(0, at(1, KV.of("c", "event 25")))
        .settle()
        .watermark(0, 100)
        .expect(
            0,
            "b: event at 10 @10",
            "b: event at 20 @20",
            "c: event at 25 @25",
            "a: event at 30 @30")
        .run();
  }

  @Test
  void fireWithoutWaitingForMoreInputWhereTheWatermarkIsPastThemAlready() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .watermark(0, 40)
        .settle()
        .element(0, at(35, KV.of("k", "event 37")))
        .expect(0, "k: event at 37 @37")
        .expectWatermark(40)
        .run();
  }

  @Test
  void fireAtOnceWhereATimerOfProcessingTimeSetOneForAPastWatermark() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(35, KV.of("k", "processing 100 then 37")))
        .settle()
        .watermark(0, 40)
        .settle()
        .processingTime(200)
        .expect(0, "k: processing 100 at 200 @35", "k: event at 37 @37")
        .expectWatermark(40)
        .run();
  }

  @Test
  void areReplacedAndCleared() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("k", "event 10")))
        .element(0, at(2, KV.of("k", "event 20")))
        .element(0, at(1, KV.of("cleared", "event 10")))
        .element(0, at(2, KV.of("cleared", "clear")))
        .settle()
        .watermark(0, 11)
        .expect(0)
        .watermark(0, 21)
        .expect(0, "k: event at 20 @20")
        .expectWatermark(21)
        .run();
  }

  @Test
  void ofAFamilyFireEachByItsId() throws Exception {
    new OperatorHarness(ParDos.stateful(new Family(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("k", "late 20")))
        .element(0, at(1, KV.of("k", "early 10")))
        .element(0, at(1, KV.of("k", "late 30")))
        .settle()
        .watermark(0, 100)
        .expect(0, "k: early @10", "k: late @30")
        .run();
  }

  @Test
  void ofProcessingTimeFireInOrderAtTheEndOfAllInputTheClockReadingTheirTime() throws Exception {
    new OperatorHarness(ParDos.stateful(new Commands(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(7, KV.of("late", "processing 9000")))
        .element(0, at(8, KV.of("soon", "processing 500")))
        .endOfInput()
        .expect(0, "soon: processing 500 at 500 @8", "late: processing 9000 at 9000 @7")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void ofProcessingTimeThatAreSetAtTheEndOfAllInputAreDropped() throws Exception {
    new OperatorHarness(ParDos.stateful(new Heartbeat(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(7, KV.of("k", "")))
        .settle()
        .processingTime(200)
        .expect(0, "k: beat @7")
        .endOfInput()
        .expect(0, "k: beat @7")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void ofProcessingTimeFireAtTheEndOfAllInputWhileTheirWindowsAreOpen() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new Commands(), PAIRS).windowing(ParDos.tens(0)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "k", "event 9"))
        .element(0, pair(W1, 2, "k", "processing 500 then 5"))
        .endOfInput()
        .expect(0, "k: processing 500 at 500 @2 [0..10)", "k: event at 5 @5 [0..10)")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void loopUntilTheWindowEnds() throws Exception {
    new OperatorHarness(
            ParDos.stateful(new Loop(3), PAIRS).windowing(ParDos.tens(0)).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "k", ""))
        .endOfInput()
        .expect(0, "k: 4 @4 [0..10)", "k: 7 @7 [0..10)", "k: 9 @9 [0..10)")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void loopAtTheEndOfTimeAsOftenAsTheyAreSet() throws Exception {
    new OperatorHarness(ParDos.stateful(new LoopAtEnd(3), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("k", "")))
        .endOfInput()
        .expect(0, "k: 1 @end", "k: 2 @end", "k: 3 @end")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void letInputThatIsToBeSortedByTimeThroughInOrder() throws Exception {
    new OperatorHarness(ParDos.stateful(new Sorted(), PAIRS).factory(), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(30, KV.of("k", "c")))
        .element(0, at(10, KV.of("k", "a")))
        .element(0, at(20, KV.of("k", "b")))
        .element(0, at(15, KV.of("other", "x")))
        .expect(0)
        .expectWatermark(Watermark.INITIAL_MILLIS)
        .watermark(0, 25)
        .expectInAnyOrder(0, "k a 1 @10", "other x 1 @15", "k b 2 @20")
        .expectWatermark(25)
        .element(0, at(26, KV.of("k", "d")))
        .endOfInput()
        .expect(0, "k d 3 @26", "k c 4 @30")
        .run();
  }

  /**
   * Does what its elements say: {@code event T}, {@code event T output T}, {@code event T silent},
   * {@code event T then T}, {@code processing T}, {@code processing T then T}, {@code clear}.
   */
  static final class Commands extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("next")
    private final StateSpec<BagState<Integer>> next = StateSpecs.bag(VarIntCoder.of());

    @TimerId("event")
    private final TimerSpec event = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @TimerId("processing")
    private final TimerSpec processing = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, String> element,
        @TimerId("event") Timer eventTimer,
        @TimerId("processing") Timer processingTimer,
        @StateId("next") BagState<Integer> nextTimes) {
      List<String> words = List.of(element.getValue().split(" ", -1));
      if (words.get(0).equals("clear")) {
        eventTimer.clear();
        return;
      }
      Instant time = Instant.ofEpochMilli(Long.parseLong(words.get(1)));
      String extra = words.size() > 2 ? words.get(2) : "";
      if (extra.equals("then")) {
        nextTimes.add(Integer.valueOf(words.get(3)));
      }
      if (words.get(0).equals("processing")) {
        processingTimer.offset(Duration.millis(time.getMillis())).setRelative();
        return;
      }
      switch (extra) {
        case "output" ->
            eventTimer
                .withOutputTimestamp(Instant.ofEpochMilli(Long.parseLong(words.get(3))))
                .set(time);
        case "silent" -> eventTimer.withNoOutputTimestamp().set(time);
        default -> eventTimer.set(time);
      }
    }

    @OnTimer("event")
    public void onEvent(
        OnTimerContext context,
        @Key String key,
        @TimerId("event") Timer eventTimer,
        @StateId("next") BagState<Integer> nextTimes) {
      if (!context.timestamp().isAfter(BoundedWindow.TIMESTAMP_MAX_VALUE)) {
        context.output("%s: event at %d".formatted(key, context.fireTimestamp().getMillis()));
      }
      setNext(eventTimer, nextTimes);
    }

    @OnTimer("processing")
    public void onProcessing(
        OnTimerContext context,
        @Key String key,
        @TimerId("event") Timer eventTimer,
        @TimerId("processing") Timer processingTimer,
        @StateId("next") BagState<Integer> nextTimes) {
      context.output(
          "%s: processing %d at %d"
              .formatted(
                  key,
                  context.fireTimestamp().getMillis(),
                  processingTimer.getCurrentRelativeTime().getMillis()));
      setNext(eventTimer, nextTimes);
    }

    private static void setNext(Timer eventTimer, BagState<Integer> nextTimes) {
      nextTimes.read().forEach(time -> eventTimer.set(Instant.ofEpochMilli(time)));
      nextTimes.clear();
    }
  }

  /** Sets its timer again whenever it fires. */
  static final class Heartbeat extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @TimerId("beat")
    private final TimerSpec beat = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(@TimerId("beat") Timer timer) {
      timer.offset(Duration.millis(100)).setRelative();
    }

    @OnTimer("beat")
    public void onBeat(@Key String key, @TimerId("beat") Timer timer, OutputReceiver<String> out) {
      out.output(key + ": beat");
      timer.offset(Duration.millis(100)).setRelative();
    }
  }

  /** Sets the timer of a family that the element names, {@code ID T}. */
  static final class Family extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @TimerFamily("family")
    @SuppressWarnings("UnusedVariable") // Beam reads it by reflection.
    private final TimerSpec family = TimerSpecs.timerMap(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, String> element, @TimerFamily("family") TimerMap timers) {
      List<String> words = List.of(element.getValue().split(" ", -1));
      timers.set(words.get(0), Instant.ofEpochMilli(Long.parseLong(words.get(1))));
    }

    @OnTimerFamily("family")
    public void onTimer(@TimerId String id, @Key String key, OutputReceiver<String> out) {
      out.output(key + ": " + id);
    }
  }

  /** A timer that sets itself again. */
  static final class Loop extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;
    private final long periodMillis;

    @TimerId("loop")
    private final TimerSpec loop = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    private Loop(long periodMillis) {
      this.periodMillis = periodMillis;
    }

    @ProcessElement
    public void process(@Timestamp Instant timestamp, @TimerId("loop") Timer timer) {
      timer.set(timestamp.plus(Duration.millis(periodMillis)));
    }

    @OnTimer("loop")
    public void onTimer(
        OnTimerContext context,
        BoundedWindow window,
        @Key String key,
        @TimerId("loop") Timer timer) {
      Instant now = context.fireTimestamp();
      context.output(key + ": " + now.getMillis());
      Instant next = now.plus(Duration.millis(periodMillis));
      if (now.isBefore(window.maxTimestamp())) {
        timer.set(next.isAfter(window.maxTimestamp()) ? window.maxTimestamp() : next);
      }
    }
  }

  /** Numbers what it gets. */
  static final class Sorted extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;

    @StateId("count")
    private final StateSpec<CombiningState<Integer, int[], Integer>> count =
        StateSpecs.combining(sumCoder(), Sum.ofIntegers());

    @ProcessElement
    @RequiresTimeSortedInput
    public void process(
        @Element KV<String, String> element,
        @StateId("count") CombiningState<Integer, int[], Integer> counted,
        OutputReceiver<String> out) {
      counted.add(1);
      out.output("%s %s %d".formatted(element.getKey(), element.getValue(), counted.read()));
    }
  }

  /** A timer at the end of the window that sets itself again, some times. */
  static final class LoopAtEnd extends DoFn<KV<String, String>, String> {
    private static final long serialVersionUID = 1L;
    private final int times;

    @StateId("count")
    private final StateSpec<CombiningState<Integer, int[], Integer>> count =
        StateSpecs.combining(sumCoder(), Sum.ofIntegers());

    @TimerId("loop")
    private final TimerSpec loop = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    LoopAtEnd(int times) {
      this.times = times;
    }

    @ProcessElement
    public void process(BoundedWindow window, @TimerId("loop") Timer timer) {
      timer.set(window.maxTimestamp());
    }

    @OnTimer("loop")
    public void onTimer(
        @Key String key,
        @StateId("count") CombiningState<Integer, int[], Integer> counted,
        @TimerId("loop") Timer timer,
        OutputReceiver<String> out) {
      counted.add(1);
      out.output(key + ": " + counted.read());
      if (counted.read() < times) {
        timer.offset(Duration.millis(5)).setRelative();
      }
    }
  }
}
