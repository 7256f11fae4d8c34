// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.state.KeyedStore;
import dev.joist.state.StoredTimer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.state.TimeDomain;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one keyed operator, seen through Beam's interface for the key that its store points
 * at.
 *
 * <p>An event timer is due when the watermark is strictly past it, a processing timer when the
 * clock is. Of several that are due the earliest comes first, and after it has fired the next is
 * looked for again, since a timer may set an earlier one. When all input has ended processing time
 * ends as well: timers that were set before are the last.
 *
 * <p>The timers live in cells of the store, one for each domain. What they hold follows from them,
 * and is there again when the cells were restored.
 */
public final class KeyedTimers<K extends @Nullable Object> implements TimerInternals {

  /** Whether set timers hold the output watermark at their output timestamps. */
  public enum Holding {
    /** As user timers do. */
    OUTPUT_TIMESTAMPS,
    /** As timers of triggers do: their windows hold by state. */
    NOTHING
  }

  /**
   * A timer that is to fire now.
   *
   * @param key its key
   * @param timer what was set
   */
  public record Due<K extends @Nullable Object>(Keyed<K> key, TimerData timer) {}

  /**
   * A synchronized timer waits so long for the rest of what its producers have to say: when their
   * input ends, each sends its last elements and its last watermark in its own time, and a pane
   * between the first and the last of them would be early for nothing.
   */
  private static final long LINGER_MILLIS = 50;

  private final Clock clock;
  private final LongSupplier producersTime;
  private final HoldSet holds;
  private final Holding holding;
  private final DomainTimers<K> event;
  private final DomainTimers<K> processing;
  private final DomainTimers<K> synchronizedProcessing;
  private final List<DomainTimers<K>> all;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private @Nullable Instant eventTimeNow;
  private @Nullable Instant processingTimeNow;
  private @Nullable Instant arrivalTime;
  private boolean processingTimeEnded;

  /**
   * The timers in {@code store}, which is that of {@code transform}; no producer holds them back in
   * processing time.
   */
  public KeyedTimers(
      String transform, KeyedStore<K> store, Clock clock, HoldSet holds, Holding holding) {
    this(transform, store, clock, () -> Watermark.FINAL_MILLIS, holds, holding);
  }

  /**
   * The timers in {@code store}, which is that of {@code transform}.
   *
   * @param producersTime how far all that feeds the operator is in processing time
   */
  public KeyedTimers(
      String transform,
      KeyedStore<K> store,
      Clock clock,
      LongSupplier producersTime,
      HoldSet holds,
      Holding holding) {
    this.clock = clock;
    this.producersTime = producersTime;
    this.holds = holds;
    this.holding = holding;
    this.event = DomainTimers.in(store, transform, TimeDomain.EVENT_TIME);
    this.processing = DomainTimers.in(store, transform, TimeDomain.PROCESSING_TIME);
    this.synchronizedProcessing =
        DomainTimers.in(store, transform, TimeDomain.SYNCHRONIZED_PROCESSING_TIME);
    this.all = List.of(event, processing, synchronizedProcessing);
    all.forEach(timers -> timers.cell().forEach(timer -> hold(timer.outputMillis())));
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
    StoredTimer<K> first = event.cell().first();
    return first != null && first.timeMillis() < watermarkMillis;
  }

  /** Takes the earliest event timer that is due, null if none is. */
  public @Nullable Due<K> pollEvent() {
    return isEventDue(inputWatermarkMillis) ? take(event) : null;
  }

  /** Takes the earliest processing timer that is due at {@code nowMillis}, null if none is. */
  public @Nullable Due<K> pollProcessing(long nowMillis) {
    DomainTimers<K> earliest = earliestProcessing(Math.min(nowMillis, producersTime.getAsLong()));
    StoredTimer<K> first = earliest.cell().first();
    return first != null && dueMillis(earliest, first) <= nowMillis ? take(earliest) : null;
  }

  /**
   * All input has ended: from now on a processing timer is deleted when it is set, and one that
   * sets itself does not go on for ever.
   */
  public void endProcessingTime() {
    processingTimeEnded = true;
  }

  /** Takes the earliest processing timer whether or not it is due: at the end of all input. */
  public @Nullable Due<K> pollProcessingAtEnd() {
    return take(earliestProcessing(Watermark.FINAL_MILLIS));
  }

  /** Deletes the processing timers of all keys. */
  public void deleteProcessing() {
    while (pollProcessingAtEnd() != null) {
      // It is deleted.
    }
  }

  /**
   * The processing time at which the next processing timer is due; one that waits for the producers
   * does not count, as it is they who will tell.
   */
  public long nextProcessingTimeMillis() {
    DomainTimers<K> earliest = earliestProcessing(producersTime.getAsLong());
    StoredTimer<K> first = earliest.cell().first();
    return first == null ? Watermark.FINAL_MILLIS : dueMillis(earliest, first);
  }

  private long dueMillis(DomainTimers<K> timers, StoredTimer<K> timer) {
    boolean lingers = timers.equals(synchronizedProcessing) && clock.advancesByItself();
    return timer.timeMillis() + (lingers ? LINGER_MILLIS : 1);
  }

  /**
   * Of the two domains of processing time the one whose first timer is due first; a synchronized
   * timer counts only where {@code producersMillis} is strictly past it.
   */
  private DomainTimers<K> earliestProcessing(long producersMillis) {
    StoredTimer<K> ofSynchronized = synchronizedProcessing.cell().first();
    if (ofSynchronized == null || ofSynchronized.timeMillis() >= producersMillis) {
      return processing;
    }
    StoredTimer<K> first = processing.cell().first();
    return first != null
            && dueMillis(processing, first) <= dueMillis(synchronizedProcessing, ofSynchronized)
        ? processing
        : synchronizedProcessing;
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
    List<StoredTimer<K>> holding = new ArrayList<>();
    for (DomainTimers<K> timers : all) {
      timers
          .cell()
          .forEach(
              timer -> {
                if (holdMillis(timer.outputMillis()) != Watermark.FINAL_MILLIS) {
                  holding.add(timer);
                }
              });
    }
    return holding.stream()
        .sorted(Comparator.comparingLong(StoredTimer::outputMillis))
        .limit(limit)
        .map(KeyedTimers::shownHold)
        .toList();
  }

  public boolean isEmpty() {
    return all.stream().allMatch(timers -> timers.cell().first() == null);
  }

  private static Hold shownHold(StoredTimer<?> timer) {
    String owner = "timer %s of key %s in %s".formatted(timer.id(), timer.key(), timer.namespace());
    return new Hold(HoldKind.TIMER, owner, timer.outputMillis());
  }

  private @Nullable Due<K> take(DomainTimers<K> timers) {
    StoredTimer<K> timer = timers.cell().poll();
    if (timer == null) {
      return null;
    }
    release(timer);
    return new Due<>(new Keyed<>(timer.key(), timer.identity()), timers.data(timer));
  }

  @Override
  public void setTimer(
      StateNamespace namespace,
      String timerId,
      String timerFamilyId,
      Instant target,
      Instant outputTimestamp,
      TimeDomain timeDomain) {
    boolean isDropped = processingTimeEnded && timeDomain != TimeDomain.EVENT_TIME;
    for (DomainTimers<K> timers : all) {
      if (isDropped || timers.domain() != timeDomain) {
        delete(timers, namespace, timerId, timerFamilyId);
      }
    }
    if (isDropped) {
      return;
    }
    long outputMillis = outputTimestamp.getMillis();
    StoredTimer<K> before =
        of(timeDomain)
            .cell()
            .set(namespace, timerFamilyId, timerId, target.getMillis(), outputMillis);
    if (before == null) {
      hold(outputMillis);
    } else if (before.outputMillis() != outputMillis) {
      release(before);
      hold(outputMillis);
    }
  }

  @Override
  @Deprecated
  public void setTimer(TimerData timer) {
    setTimer(
        timer.getNamespace(),
        timer.getTimerId(),
        timer.getTimerFamilyId(),
        timer.getTimestamp(),
        timer.getOutputTimestamp(),
        timer.getDomain());
  }

  @Override
  public void deleteTimer(
      StateNamespace namespace, String timerId, String timerFamilyId, TimeDomain timeDomain) {
    deleteTimer(namespace, timerId, timerFamilyId);
  }

  @Override
  @Deprecated
  public void deleteTimer(StateNamespace namespace, String timerId, String timerFamilyId) {
    for (DomainTimers<K> timers : all) {
      delete(timers, namespace, timerId, timerFamilyId);
    }
  }

  @Override
  @Deprecated
  public void deleteTimer(TimerData timer) {
    deleteTimer(timer.getNamespace(), timer.getTimerId(), timer.getTimerFamilyId());
  }

  private void delete(
      DomainTimers<K> timers, StateNamespace namespace, String timerId, String timerFamilyId) {
    StoredTimer<K> deleted = timers.cell().delete(namespace, timerFamilyId, timerId);
    if (deleted != null) {
      release(deleted);
    }
  }

  private void hold(long outputMillis) {
    if (holding == Holding.OUTPUT_TIMESTAMPS) {
      holds.add(HoldKind.TIMER, holdMillis(outputMillis));
    }
  }

  private void release(StoredTimer<K> timer) {
    if (holding == Holding.OUTPUT_TIMESTAMPS) {
      holds.remove(HoldKind.TIMER, holdMillis(timer.outputMillis()));
    }
  }

  private static long holdMillis(long outputMillis) {
    return EventTime.holdMillis(Instant.ofEpochMilli(outputMillis));
  }

  private DomainTimers<K> of(TimeDomain domain) {
    return switch (domain) {
      case EVENT_TIME -> event;
      case PROCESSING_TIME -> processing;
      case SYNCHRONIZED_PROCESSING_TIME -> synchronizedProcessing;
    };
  }

  @Override
  public Instant currentProcessingTime() {
    return processingTimeNow == null
        ? Instant.ofEpochMilli(clock.currentTimeMillis())
        : processingTimeNow;
  }

  /**
   * Runs {@code arrivals}, to which the producers' time stands still: elements that arrive together
   * wait together, however long it takes to take them in.
   */
  public void atOneTime(Runnable arrivals) {
    arrivalTime = currentSynchronizedProcessingTime();
    try {
      arrivals.run();
    } finally {
      arrivalTime = null;
    }
  }

  @Override
  public Instant currentSynchronizedProcessingTime() {
    if (arrivalTime != null) {
      return arrivalTime;
    }
    Instant now = currentProcessingTime();
    Instant producers = EventTime.instant(producersTime.getAsLong());
    return producers.isBefore(now) ? producers : now;
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
