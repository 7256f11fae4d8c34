// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.schedule;

import java.io.Serializable;

/**
 * When each of many events is due: event {@code i} is due {@code i / eventsPerSecond} seconds after
 * the start, and its event time is the millisecond in which it is due.
 *
 * <p>Latency is counted from when something was due, not from when it was done, so that a source
 * that falls behind does not make the figures better.
 *
 * @param startMillis when event 0 is due, milliseconds since the epoch, a multiple of 1,000
 * @param startNanos the same moment by {@link System#nanoTime} of this process
 * @param eventsPerSecond how many are due each second; 0 if all are due at once
 * @param eventsPerTimeSecond how many are in a second of event time
 * @param events how many there are
 * @param keys how many keys they are spread over
 */
public record Schedule(
    long startMillis,
    long startNanos,
    long eventsPerSecond,
    long eventsPerTimeSecond,
    long events,
    int keys)
    implements Serializable {

  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  public Schedule {
    if (startMillis % MILLIS_PER_SECOND != 0) {
      throw new IllegalArgumentException(
          "start at %d ms is not at a full second".formatted(startMillis));
    }
    if (eventsPerSecond < 0 || eventsPerTimeSecond <= 0 || events < 0 || keys <= 0) {
      throw new IllegalArgumentException(
          "%d events a second, %d a second of event time, %d in all over %d keys make no schedule"
              .formatted(eventsPerSecond, eventsPerTimeSecond, events, keys));
    }
  }

  /**
   * So many events a second for so many seconds, and the one that ends the last of them; the first
   * one is due at the first full second after {@code leadMillis} from now.
   */
  public static Schedule steady(long eventsPerSecond, int seconds, int keys, long leadMillis) {
    long nowMillis = System.currentTimeMillis();
    long nowNanos = System.nanoTime();
    long startMillis = ((nowMillis + leadMillis) / MILLIS_PER_SECOND + 1) * MILLIS_PER_SECOND;
    return new Schedule(
        startMillis,
        nowNanos + (startMillis - nowMillis) * NANOS_PER_MILLI,
        eventsPerSecond,
        eventsPerSecond,
        eventsPerSecond * seconds + eventsPerSecond,
        keys);
  }

  /** All events at once, from the epoch on in event time. */
  public static Schedule atOnce(long eventsPerTimeSecond, long events, int keys) {
    return new Schedule(0, System.nanoTime(), 0, eventsPerTimeSecond, events, keys);
  }

  /** When the event at {@code index} is due, by {@link System#nanoTime}. */
  public long dueNanos(long index) {
    return eventsPerSecond == 0
        ? startNanos
        : startNanos
            + index / eventsPerSecond * NANOS_PER_SECOND
            + index % eventsPerSecond * NANOS_PER_SECOND / eventsPerSecond;
  }

  /** The event time of the event at {@code index}, which never decreases with the index. */
  public long timestampMillis(long index) {
    return startMillis + index * MILLIS_PER_SECOND / eventsPerTimeSecond;
  }

  /** When the first event is due that is not before {@code millis} in event time. */
  public long firstDueNanos(long millis) {
    long elapsed = (millis - startMillis) * eventsPerTimeSecond;
    return dueNanos(Math.max(0, -Math.floorDiv(-elapsed, MILLIS_PER_SECOND)));
  }

  /**
   * The key of the event at {@code index}, within 0 and the number of keys (exclusive). Source: the
   * finalizer of Appleby's MurmurHash3.
   */
  public long key(long index) {
    long mixed = index;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return Long.remainderUnsigned(mixed ^ (mixed >>> 33), keys);
  }
}
