// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.state.TimeDomain;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one keyed operator, seen through Beam's interface for the key that is current.
 *
 * <p>An event timer is due when the watermark is strictly past it, a processing timer when the
 * clock is. Of several that are due the earliest comes first, and after it has fired the next is
 * looked for again, since a timer may set an earlier one.
 *
 * <p>O(log timers) to set, delete and fire.
 */
public final class KeyedTimers<K extends @Nullable Object> implements TimerInternals {

  /** Whether set timers hold the output watermark at their output timestamps. */
  public enum Holding {
    /** As user timers do. */
    OUTPUT_TIMESTAMPS,
    /** As timers of triggers do: their windows hold by state. */
    NOTHING
  }

  private record Id(
      Object keyIdentity, StateNamespace namespace, String timerId, String familyId) {}

  /** A timer that is set. */
  private record Entry<K extends @Nullable Object>(
      Keyed<K> key, TimerData timer, long timeMillis, long holdMillis, long arrival) {}

  /**
   * A timer that is to fire now.
   *
   * @param key its key
   * @param timer what was set
   */
  public record Due<K extends @Nullable Object>(Keyed<K> key, TimerData timer) {}

  private final Clock clock;
  private final HoldSet holds;
  private final Holding holding;
  private final Map<Id, Entry<K>> byId = new HashMap<>();
  private final TreeSet<Entry<K>> event = new TreeSet<>(order());
  private final TreeSet<Entry<K>> processing = new TreeSet<>(order());
  private long arrivals;
  private @Nullable Keyed<K> current;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private @Nullable Instant eventTimeNow;
  private @Nullable Instant processingTimeNow;

  public KeyedTimers(Clock clock, HoldSet holds, Holding holding) {
    this.clock = clock;
    this.holds = holds;
    this.holding = holding;
  }

  private static <K extends @Nullable Object> Comparator<Entry<K>> order() {
    return Comparator.<Entry<K>>comparingLong(Entry::timeMillis)
        .thenComparing(entry -> entry.timer().getTimerFamilyId())
        .thenComparing(entry -> entry.timer().getTimerId())
        .thenComparingLong(Entry::arrival);
  }

  /** Makes {@code key} the one whose timers are set and deleted from here on. */
  public void select(Keyed<K> key) {
    this.current = key;
  }

  /** Takes the operator's new input watermark; fires nothing by itself. */
  public void inputWatermark(long watermarkMillis) {
    inputWatermarkMillis = watermarkMillis;
  }

  /**
   * Takes the output watermark that was promised to what follows; it stands until the next one,
   * also while holds go and timers fire.
   */
  public void outputWatermark(long watermarkMillis) {
    outputWatermarkMillis = watermarkMillis;
  }

  /** Whether an event timer would be due at {@code watermarkMillis}. */
  public boolean isEventDue(long watermarkMillis) {
    return !event.isEmpty() && event.first().timeMillis() < watermarkMillis;
  }

  /** Takes the earliest event timer that is due, null if none is. */
  public @Nullable Due<K> pollEvent() {
    return isEventDue(inputWatermarkMillis) ? take(event) : null;
  }

  /** Takes the earliest event timer at or before {@code timeMillis}, null if there is none. */
  public @Nullable Due<K> pollEventUntil(long timeMillis) {
    return !event.isEmpty() && event.first().timeMillis() <= timeMillis ? take(event) : null;
  }

  /** Takes the earliest processing timer that is due at {@code nowMillis}, null if none is. */
  public @Nullable Due<K> pollProcessing(long nowMillis) {
    return !processing.isEmpty() && processing.first().timeMillis() < nowMillis
        ? take(processing)
        : null;
  }

  /** Takes the earliest processing timer whether or not it is due: at the end of all input. */
  public @Nullable Due<K> pollProcessingAtEnd() {
    return processing.isEmpty() ? null : take(processing);
  }

  /** The processing time at which the next processing timer is due. */
  public long nextProcessingTimeMillis() {
    return processing.isEmpty() ? Watermark.FINAL_MILLIS : processing.first().timeMillis() + 1;
  }

  /**
   * While a timer fires, its time is what user code reads as the present of its domain; null ends
   * that.
   */
  public void present(@Nullable TimerData firing) {
    eventTimeNow = null;
    processingTimeNow = null;
    if (firing != null) {
      if (firing.getDomain() == TimeDomain.EVENT_TIME) {
        eventTimeNow = EventTime.instant(firing.getTimestamp().getMillis());
      } else if (firing.getTimestamp().isAfter(currentProcessingTime())) {
        processingTimeNow = firing.getTimestamp();
      }
    }
  }

  /** The timers that hold, lowest output timestamp first. */
  public List<Hold> holds(int limit) {
    if (holding == Holding.NOTHING) {
      return List.of();
    }
    return byId.values().stream()
        .filter(entry -> entry.holdMillis() != Watermark.FINAL_MILLIS)
        .sorted(Comparator.comparingLong(Entry::holdMillis))
        .limit(limit)
        .map(KeyedTimers::hold)
        .toList();
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  private static Hold hold(Entry<?> entry) {
    String owner =
        "timer %s of key %s in %s"
            .formatted(entry.timer().getTimerId(), entry.key().key(), entry.timer().getNamespace());
    return new Hold(HoldKind.TIMER, owner, entry.holdMillis());
  }

  private Due<K> take(SortedSet<Entry<K>> queue) {
    Entry<K> entry = queue.first();
    remove(id(entry.key(), entry.timer()));
    return new Due<>(entry.key(), entry.timer());
  }

  @Override
  public void setTimer(
      StateNamespace namespace,
      String timerId,
      String timerFamilyId,
      Instant target,
      Instant outputTimestamp,
      TimeDomain timeDomain) {
    setTimer(TimerData.of(timerId, timerFamilyId, namespace, target, outputTimestamp, timeDomain));
  }

  @Override
  @Deprecated
  public void setTimer(TimerData timer) {
    Keyed<K> key = currentKey();
    Id id = id(key, timer);
    Entry<K> before = byId.get(id);
    if (before != null) {
      if (before.timer().equals(timer)) {
        return;
      }
      remove(id);
    }
    long hold =
        holding == Holding.NOTHING
            ? Watermark.FINAL_MILLIS
            : EventTime.holdMillis(timer.getOutputTimestamp());
    Entry<K> entry = new Entry<>(key, timer, timer.getTimestamp().getMillis(), hold, arrivals++);
    byId.put(id, entry);
    queue(timer.getDomain()).add(entry);
    holds.add(HoldKind.TIMER, hold);
  }

  @Override
  public void deleteTimer(
      StateNamespace namespace, String timerId, String timerFamilyId, TimeDomain timeDomain) {
    remove(new Id(currentKey().identity(), namespace, timerId, timerFamilyId));
  }

  @Override
  @Deprecated
  public void deleteTimer(StateNamespace namespace, String timerId, String timerFamilyId) {
    remove(new Id(currentKey().identity(), namespace, timerId, timerFamilyId));
  }

  @Override
  @Deprecated
  public void deleteTimer(TimerData timer) {
    remove(id(currentKey(), timer));
  }

  private void remove(Id id) {
    Entry<K> entry = byId.remove(id);
    if (entry != null) {
      queue(entry.timer().getDomain()).remove(entry);
      holds.remove(HoldKind.TIMER, entry.holdMillis());
    }
  }

  private SortedSet<Entry<K>> queue(TimeDomain domain) {
    return domain == TimeDomain.EVENT_TIME ? event : processing;
  }

  private static Id id(Keyed<?> key, TimerData timer) {
    return new Id(
        key.identity(), timer.getNamespace(), timer.getTimerId(), timer.getTimerFamilyId());
  }

  private Keyed<K> currentKey() {
    return requireNonNull(current, "a timer was set outside any key");
  }

  @Override
  public Instant currentProcessingTime() {
    return processingTimeNow == null
        ? Instant.ofEpochMilli(clock.currentTimeMillis())
        : processingTimeNow;
  }

  @Override
  public Instant currentSynchronizedProcessingTime() {
    return currentProcessingTime();
  }

  @Override
  public Instant currentInputWatermarkTime() {
    return eventTimeNow == null ? EventTime.instant(inputWatermarkMillis) : eventTimeNow;
  }

  @Override
  public @Nullable Instant currentOutputWatermarkTime() {
    return EventTime.instant(outputWatermarkMillis);
  }
}
