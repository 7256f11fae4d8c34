// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.state.NamespaceCodec;
import dev.joist.operators.time.KeyedTimers.Due;
import dev.joist.operators.time.KeyedTimers.Holding;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.MemorySections;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.TimerInternals.TimerData;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedTimersTest {

  private static final KeyedStoreSpec<String> STORE =
      new KeyedStoreSpec<>(
          "transform",
          CoderCodec.of(StringUtf8Coder.of()),
          new NamespaceCodec(IntervalWindow.getCoder()));
  private static final StateNamespace W1 = namespace(0, 10);
  private static final StateNamespace W2 = namespace(10, 20);

  private final SettableClock clock = new SettableClock(1000);
  private final HoldSet holds = new HoldSet();
  private final SubtaskStores stores = new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0));
  private final KeyedStore<String> store = stores.keyed(STORE);
  private final KeyedTimers<String> timers = timers(store, holds, Holding.OUTPUT_TIMESTAMPS);

  @Test
  void areDueWhenTheWatermarkIsStrictlyPastThem() {
    on("k").event("t", 10);

    assertThat(timers.isEventDue(10)).isFalse();
    assertThat(timers.isEventDue(11)).isTrue();
    timers.inputWatermark(10);
    assertThat(timers.pollEvent()).isNull();
    timers.inputWatermark(11);
    assertThat(all(timers::pollEvent)).containsExactly("k t 10");
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void areDueWhenTheClockIsStrictlyPastThem() {
    on("k").processing("t", 1010);

    assertThat(timers.nextProcessingTimeMillis()).isEqualTo(1011);
    assertThat(timers.pollProcessing(1010)).isNull();
    assertThat(all(() -> timers.pollProcessing(1011))).containsExactly("k t 1010");
    assertThat(timers.nextProcessingTimeMillis()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void comeInTheOrderOfTheirTimesOverAllKeys() {
    on("b").event("t", 30);
    on("a").event("t", 20);
    on("b").event("u", 10);
    on("c").event("t", 20);

    timers.inputWatermark(100);

    assertThat(all(timers::pollEvent)).containsExactly("b u 10", "a t 20", "c t 20", "b t 30");
  }

  @Test
  void letATimerThatWasSetMeanwhileComeFirst() {
    on("k").event("first", 10);
    on("k").event("last", 30);
    timers.inputWatermark(100);
    assertThat(shown(timers.pollEvent())).isEqualTo("k first 10");

    on("k").event("between", 20);

    assertThat(all(timers::pollEvent)).containsExactly("k between 20", "k last 30");
  }

  @Test
  void replaceATimerOfTheSameKeyWindowFamilyAndId() {
    on("k").event("t", 10);
    on("k").event("t", 40);
    on("k").event(W2, "t", "", 20, 20);
    on("k").event(W1, "t", "family", 30, 30);
    on("other").event("t", 50);

    timers.inputWatermark(100);

    assertThat(all(timers::pollEvent)).containsExactly("k t 20", "k t 30", "k t 40", "other t 50");
  }

  @Test
  void replaceATimerByOneOfTheOtherDomain() {
    on("k").event("t", 10);
    on("k").processing("t", 2000);

    timers.inputWatermark(100);

    assertThat(timers.pollEvent()).isNull();
    assertThat(all(() -> timers.pollProcessing(3000))).containsExactly("k t 2000");
  }

  @Test
  @SuppressWarnings("deprecation") // Beam's runners call the deprecated forms.
  void forgetATimerThatIsDeleted() {
    on("k").event("a", 10);
    on("k").event("b", 20);
    on("k").event("c", 30);
    on("other").event("a", 40);

    on("k").deleteTimer(W1, "a", "", TimeDomain.EVENT_TIME);
    timers.deleteTimer(W1, "b", "");
    timers.deleteTimer(
        TimerData.of(
            "c", W1, Instant.ofEpochMilli(0), Instant.ofEpochMilli(0), TimeDomain.EVENT_TIME));
    timers.deleteTimer(W1, "unknown", "", TimeDomain.EVENT_TIME);

    timers.inputWatermark(100);
    assertThat(holds.minimum()).isEqualTo(40);
    assertThat(all(timers::pollEvent)).containsExactly("other a 40");
    assertThat(holds.isEmpty()).isTrue();
  }

  @Test
  void holdTheWatermarkAtTheirOutputTimestampsWhileTheyAreSet() {
    on("k").event(W1, "early", "", 50, 5);
    on("k").processing(W1, "late", "", 60, 6);
    on("k").event(W1, "never", "", 70, BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis() + 1);
    assertThat(holds.minimum()).isEqualTo(5);

    on("k").event(W1, "early", "", 50, 7);
    assertThat(holds.minimum()).isEqualTo(6);

    assertThat(timers.holds(10))
        .containsExactly(
            new Hold(HoldKind.TIMER, "timer late of key k in " + W1, 6),
            new Hold(HoldKind.TIMER, "timer early of key k in " + W1, 7));
    assertThat(timers.holds(1)).hasSize(1);

    timers.inputWatermark(100);
    assertThat(all(timers::pollEvent)).hasSize(2);
    assertThat(timers.pollProcessingAtEnd()).isNotNull();
    assertThat(holds.isEmpty()).isTrue();
  }

  @Test
  void holdNothingWhereStateHolds() {
    KeyedTimers<String> ofTriggers = timers(store, holds, Holding.NOTHING);
    store.useKey("k");

    ofTriggers.setTimer(
        W1, "t", "", Instant.ofEpochMilli(5), Instant.ofEpochMilli(5), TimeDomain.EVENT_TIME);

    assertThat(holds.isEmpty()).isTrue();
    assertThat(ofTriggers.holds(10)).isEmpty();
  }

  @Test
  void fireThoseOfProcessingTimeInOrderAtTheEndOfAllInput() {
    on("k").processing("late", 9000);
    on("k").processing("soon", 2000);

    assertThat(all(timers::pollProcessingAtEnd)).containsExactly("k soon 2000", "k late 9000");
  }

  @Test
  void dropThoseOfProcessingTimeThatAreSetAfterTheEndAndWhatTheyWouldReplace() {
    on("k").processing("replaced", 9000);
    on("k").event(W1, "moved", "", 5, 3);
    timers.endProcessingTime();

    on("k").processing("replaced", 9001);
    on("k").processing("moved", 9002);
    on("k").processing("new", 9003);

    assertThat(timers.isEmpty()).isTrue();
    assertThat(holds.isEmpty()).isTrue();
  }

  @Test
  void letTimersOfEventTimeBeSetAfterTheEnd() {
    on("k").processing("moved", 9000);
    timers.endProcessingTime();

    on("k").event("moved", 7);

    timers.inputWatermark(Watermark.FINAL_MILLIS);
    assertThat(all(timers::pollEvent)).containsExactly("k moved 7");
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void tellTheTimeOfTheTimerThatFires() {
    timers.inputWatermark(100);
    timers.outputWatermark(90);
    assertThat(timers.currentInputWatermarkTime()).isEqualTo(Instant.ofEpochMilli(100));
    assertThat(timers.currentOutputWatermarkTime()).isEqualTo(Instant.ofEpochMilli(90));
    assertThat(timers.currentProcessingTime()).isEqualTo(Instant.ofEpochMilli(1000));

    timers.present(timer(20, TimeDomain.EVENT_TIME));
    assertThat(timers.currentInputWatermarkTime()).isEqualTo(Instant.ofEpochMilli(20));
    assertThat(timers.currentProcessingTime()).isEqualTo(Instant.ofEpochMilli(1000));

    timers.present(timer(5000, TimeDomain.PROCESSING_TIME));
    assertThat(timers.currentInputWatermarkTime()).isEqualTo(Instant.ofEpochMilli(100));
    assertThat(timers.currentProcessingTime()).isEqualTo(Instant.ofEpochMilli(5000));
    assertThat(timers.currentSynchronizedProcessingTime()).isEqualTo(Instant.ofEpochMilli(5000));

    timers.present(timer(500, TimeDomain.PROCESSING_TIME));
    assertThat(timers.currentProcessingTime()).isEqualTo(Instant.ofEpochMilli(1000));

    timers.present(null);
    assertThat(timers.currentInputWatermarkTime()).isEqualTo(Instant.ofEpochMilli(100));
  }

  @Test
  void areThereWithTheirHoldsWhenTheirStoreWasRestored() throws IOException {
    on("k").event(W1, "early", "family", 50, 5);
    on("k").processing(W1, "late", "", 2000, 6);
    store.useKey("other");
    timers.setTimer(
        W2,
        "t",
        "",
        Instant.ofEpochMilli(1500),
        Instant.ofEpochMilli(7),
        TimeDomain.SYNCHRONIZED_PROCESSING_TIME);
    MemorySections sections = new MemorySections();
    stores.snapshot(1).writeTo(sections);

    HoldSet restoredHolds = new HoldSet();
    KeyedTimers<String> restored =
        timers(
            new HeapStateBackend()
                .open(new SubtaskScope(0, 1, 128, 1), List.of(sections))
                .keyed(STORE),
            restoredHolds,
            Holding.OUTPUT_TIMESTAMPS);

    assertThat(restored.holds(10)).isEqualTo(timers.holds(10)).hasSize(3);
    assertThat(restoredHolds.minimum()).isEqualTo(5);
    assertThat(restored.nextProcessingTimeMillis()).isEqualTo(1501);
    restored.inputWatermark(100);
    assertThat(requireNonNull(restored.pollEvent()).timer())
        .isEqualTo(
            TimerData.of(
                "early",
                "family",
                W1,
                Instant.ofEpochMilli(50),
                Instant.ofEpochMilli(5),
                TimeDomain.EVENT_TIME));
    assertThat(requireNonNull(restored.pollProcessing(3000)).timer().getDomain())
        .isEqualTo(TimeDomain.SYNCHRONIZED_PROCESSING_TIME);
    assertThat(all(() -> restored.pollProcessing(3000))).containsExactly("k late 2000");
    assertThat(restoredHolds.isEmpty()).isTrue();
  }

  @Test
  void refuseATimerOutsideAnyKey() {
    assertThatThrownBy(
            () ->
                timers.setTimer(
                    W1,
                    "t",
                    "",
                    Instant.ofEpochMilli(1),
                    Instant.ofEpochMilli(1),
                    TimeDomain.EVENT_TIME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before any key was set");
  }

  @Test
  void thatWaitForTheProducersAreDueWhenTheClockAndAllProducersAreStrictlyPastThem() {
    AtomicLong producers = new AtomicLong(1010);
    KeyedTimers<String> following =
        new KeyedTimers<>("transform", store, clock, producers::get, holds, Holding.NOTHING);
    on("k");
    following.setTimer(
        W1,
        "t",
        "",
        Instant.ofEpochMilli(1010),
        Instant.ofEpochMilli(0),
        TimeDomain.SYNCHRONIZED_PROCESSING_TIME);

    assertThat(following.nextProcessingTimeMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(following.pollProcessing(5000)).isNull();
    producers.set(1011);
    assertThat(following.nextProcessingTimeMillis()).isEqualTo(1011);
    assertThat(following.pollProcessing(1010)).isNull();

    assertThat(all(() -> following.pollProcessing(1011))).containsExactly("k t 1010");
    assertThat(following.isEmpty()).isTrue();
  }

  @Test
  void readTheTimeOfTheLastProducerWhereItIsBehindTheClock() {
    AtomicLong producers = new AtomicLong(900);
    KeyedTimers<String> following =
        new KeyedTimers<>("transform", store, clock, producers::get, holds, Holding.NOTHING);

    assertThat(following.currentSynchronizedProcessingTime()).isEqualTo(Instant.ofEpochMilli(900));
    producers.set(Watermark.FINAL_MILLIS);

    assertThat(following.currentSynchronizedProcessingTime()).isEqualTo(Instant.ofEpochMilli(1000));
  }

  private Setting on(String key) {
    store.useKey(key);
    return new Setting();
  }

  /** Sets timers of the key that is selected. */
  private final class Setting {

    void event(String id, long millis) {
      event(W1, id, "", millis, millis);
    }

    void event(StateNamespace namespace, String id, String family, long millis, long outputMillis) {
      timers.setTimer(
          namespace,
          id,
          family,
          Instant.ofEpochMilli(millis),
          Instant.ofEpochMilli(outputMillis),
          TimeDomain.EVENT_TIME);
    }

    void processing(String id, long millis) {
      processing(W1, id, "", millis, 0);
    }

    void processing(
        StateNamespace namespace, String id, String family, long millis, long outputMillis) {
      timers.setTimer(
          namespace,
          id,
          family,
          Instant.ofEpochMilli(millis),
          Instant.ofEpochMilli(outputMillis),
          TimeDomain.PROCESSING_TIME);
    }

    void deleteTimer(StateNamespace namespace, String id, String family, TimeDomain domain) {
      timers.deleteTimer(namespace, id, family, domain);
    }
  }

  private KeyedTimers<String> timers(KeyedStore<String> in, HoldSet heldIn, Holding holding) {
    return new KeyedTimers<>("transform", in, clock, heldIn, holding);
  }

  private static List<String> all(Supplier<@Nullable Due<String>> poll) {
    List<String> all = new ArrayList<>();
    for (Due<String> due = poll.get(); due != null; due = poll.get()) {
      all.add(shown(due));
    }
    return all;
  }

  private static String shown(@Nullable Due<String> due) {
    return due == null
        ? "none"
        : "%s %s %d"
            .formatted(
                due.key().key(), due.timer().getTimerId(), due.timer().getTimestamp().getMillis());
  }

  private static TimerData timer(long millis, TimeDomain domain) {
    return TimerData.of(
        "t", W1, Instant.ofEpochMilli(millis), Instant.ofEpochMilli(millis), domain);
  }

  private static StateNamespace namespace(long start, long end) {
    return StateNamespaces.window(IntervalWindow.getCoder(), Elements.window(start, end));
  }
}
