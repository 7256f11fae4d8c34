// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * A stream of made-up events, each a pure function of the seed and its index.
 *
 * <p>So the content is the same however many readers share the stream and wherever they resume. In
 * event time the events are {@value #EVENT_SPACING_MILLIS} ms apart from the start of 2026, and
 * each is moved back by up to {@value #DISORDER_MILLIS} ms: at any index, every later event is less
 * than that older than the newest event so far.
 *
 * @param events how many events there are
 * @param seed what the content depends on
 * @param users how many users they are spread over
 */
record EventStream(long events, long seed, int users) implements Serializable {

  static final long DISORDER_MILLIS = 5_000;
  static final long EVENT_SPACING_MILLIS = 50;

  /** 2026-01-01T00:00:00Z, so that no event is older. */
  private static final long OLDEST_MILLIS = 1_767_225_600_000L;

  /** Their event times then still fit the years that {@link EventJson} reads. */
  private static final long MOST_EVENTS = 1_000_000_000_000L;

  private static final long LARGEST_AMOUNT_CENTS = 2_000_00;

  EventStream {
    if (events < 0 || events > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "--events=%d is not within 0 and %d".formatted(events, MOST_EVENTS));
    }
    if (users < 1) {
      throw new IllegalArgumentException("--users=%d, but at least 1 is needed".formatted(users));
    }
  }

  /** The event at {@code index}, which is within 0 (inclusive) and {@link #events} (exclusive). */
  UserEvent event(long index) {
    var random = new SplittableRandom(mixed(seed, index));
    String userId = "user-%05d".formatted(random.nextInt(users));
    long amountCents = random.nextLong(1, LARGEST_AMOUNT_CENTS + 1);
    long delayMillis = random.nextLong(DISORDER_MILLIS + 1);
    long latestMillis = OLDEST_MILLIS + DISORDER_MILLIS + index * EVENT_SPACING_MILLIS;
    return new UserEvent(userId, amountCents, latestMillis - delayMillis);
  }

  /**
   * A well-spread number for a seed and an index. Source: the mixing step of Steele, Lea and Flood,
   * "Fast Splittable Pseudorandom Number Generators" (2014), with Stafford's constants.
   */
  private static long mixed(long seed, long index) {
    long z = seed * 0xD1B54A32D192ED03L + index * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
