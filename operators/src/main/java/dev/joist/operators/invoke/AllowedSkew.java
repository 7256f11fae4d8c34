// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.joda.time.format.PeriodFormat;

/**
 * Beam's rule for timestamps of outputs: not earlier than the input's by more than the function's
 * allowed skew, and not beyond the end of time.
 */
record AllowedSkew(DoFn<?, ?> fn) {

  private static final long MAX_MILLIS = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
  private static final long MIN_MILLIS = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  /** Whether an output may keep the timestamp of the input. */
  static boolean mayKeep(Instant input) {
    return input.getMillis() <= MAX_MILLIS;
  }

  /** Fails in Beam's words where {@code output} breaks the rule for an input at {@code input}. */
  void check(Instant input, Instant output) {
    long outputMillis = output.getMillis();
    if (outputMillis < lowestMillis(input.getMillis()) || outputMillis > MAX_MILLIS) {
      throw broken(input, output);
    }
  }

  @SuppressWarnings("deprecation") // Deprecated for users, but to be respected.
  private long lowestMillis(long inputMillis) {
    long skewMillis = fn.getAllowedTimestampSkew().getMillis();
    long lowest = inputMillis - skewMillis;
    boolean overflows = ((inputMillis ^ skewMillis) & (inputMillis ^ lowest)) < 0;
    return overflows ? MIN_MILLIS : lowest;
  }

  @SuppressWarnings("deprecation") // Deprecated for users, but to be respected.
  private IllegalArgumentException broken(Instant input, Instant output) {
    Duration skew = fn.getAllowedTimestampSkew();
    Object shownSkew =
        skew.getMillis() >= Integer.MAX_VALUE
            ? skew
            : PeriodFormat.getDefault().print(skew.toPeriod());
    return new IllegalArgumentException(
        ("Cannot output with timestamp %s. Output timestamps must be no earlier than the timestamp"
                + " of the current input or timer (%s) minus the allowed skew (%s) and no later"
                + " than %s. See the DoFn#getAllowedTimestampSkew() Javadoc for details on changing"
                + " the allowed skew.")
            .formatted(output, input, shownSkew, BoundedWindow.TIMESTAMP_MAX_VALUE));
  }
}
