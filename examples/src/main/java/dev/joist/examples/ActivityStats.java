// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

/**
 * What a user did in a window: the accumulator and the result of {@link EventAggregator}.
 *
 * @param count number of events
 * @param sumCents their amounts together, in hundredths
 * @param maxCents the largest of them; {@code Long.MIN_VALUE} while there is none
 */
record ActivityStats(long count, long sumCents, long maxCents) {

  static final ActivityStats NONE = new ActivityStats(0, 0, Long.MIN_VALUE);

  /** These and one event more; a sum past {@code Long} is an {@code ArithmeticException}. */
  ActivityStats with(long amountCents) {
    return plus(new ActivityStats(1, amountCents, amountCents));
  }

  /** These and those together; the order does not matter. */
  ActivityStats plus(ActivityStats other) {
    return new ActivityStats(
        count + other.count,
        Math.addExact(sumCents, other.sumCents),
        Math.max(maxCents, other.maxCents));
  }
}
