// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import static org.apache.beam.sdk.transforms.windowing.BoundedWindow.TIMESTAMP_MAX_VALUE;
import static org.apache.beam.sdk.transforms.windowing.BoundedWindow.TIMESTAMP_MIN_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Watermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimeTest {

  @Test
  void makesTheEndsOfBeamsTimeTheEndsOfTheRuntimes() {
    assertThat(EventTime.watermarkMillis(TIMESTAMP_MIN_VALUE)).isEqualTo(Watermark.INITIAL_MILLIS);
    assertThat(EventTime.watermarkMillis(TIMESTAMP_MAX_VALUE)).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(EventTime.watermarkMillis(TIMESTAMP_MAX_VALUE.plus(Duration.millis(1))))
        .isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(EventTime.instant(Watermark.INITIAL_MILLIS)).isEqualTo(TIMESTAMP_MIN_VALUE);
    assertThat(EventTime.instant(Watermark.FINAL_MILLIS)).isEqualTo(TIMESTAMP_MAX_VALUE);
  }

  @Test
  void leavesWhatIsBetweenAsItIs() {
    Instant beforeTheEnd = TIMESTAMP_MAX_VALUE.minus(Duration.millis(1));
    Instant afterTheBeginning = TIMESTAMP_MIN_VALUE.plus(Duration.millis(1));

    assertThat(EventTime.watermarkMillis(Instant.ofEpochMilli(5))).isEqualTo(5);
    assertThat(EventTime.instant(-5)).isEqualTo(Instant.ofEpochMilli(-5));
    assertThat(EventTime.instant(EventTime.watermarkMillis(beforeTheEnd))).isEqualTo(beforeTheEnd);
    assertThat(EventTime.instant(EventTime.watermarkMillis(afterTheBeginning)))
        .isEqualTo(afterTheBeginning);
  }

  @Test
  void comesToTheEndOfTheGlobalWindowBeforeTheEndOfTime() {
    long endOfWindow = EventTime.watermarkMillis(GlobalWindow.INSTANCE.maxTimestamp());

    assertThat(endOfWindow).isLessThan(Watermark.FINAL_MILLIS).isEqualTo(9_223_371_950_454_775L);
  }

  @Test
  void holdsAtATimestampUnlessThatIsBeyondTime() {
    assertThat(EventTime.holdMillis(Instant.ofEpochMilli(5))).isEqualTo(5);
    assertThat(EventTime.holdMillis(TIMESTAMP_MAX_VALUE))
        .isEqualTo(TIMESTAMP_MAX_VALUE.getMillis());
    assertThat(EventTime.holdMillis(TIMESTAMP_MAX_VALUE.plus(Duration.millis(1))))
        .isEqualTo(Watermark.FINAL_MILLIS);
  }
}
