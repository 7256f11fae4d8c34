// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which readers count as ones that wait. */
class WaitsTest {

  private static final long MILLI = 1_000_000;
  private static final long WINDOW = 200 * MILLI;

  private final Waits waits = new Waits(0);
  private long now;

  @Test
  void aReaderIsQuickThatNeverTookLong() {
    call(true, 0);
    assertThat(waits.hasNotWaitedFor(WINDOW, now)).isFalse();

    now = WINDOW;
    assertThat(waits.hasNotWaitedFor(WINDOW, now)).isTrue();
  }

  @Test
  void aReaderIsQuickThatTookLongOnceInThousandsOfElements() {
    for (int i = 0; i < 20_000; i++) {
      call(true, i % 2_000 == 0 ? 10 : 0);
    }
    now += WINDOW;

    assertThat(waits.hasNotWaitedFor(WINDOW, now)).isTrue();
  }

  @Test
  void aReaderWaitsThatTookLongEachTimeItHadNothing() {
    for (int i = 0; i < 2_000; i++) {
      call(i % 100 != 0, i % 100 == 0 ? 10 : 0);
    }
    now += WINDOW;

    assertThat(waits.hasNotWaitedFor(WINDOW, now)).isFalse();
  }

  @Test
  void aVeryLongCallCountsHoweverManyElementsThereWere() {
    for (int i = 0; i < 100_000; i++) {
      call(true, 0);
    }
    call(false, 50);
    now += WINDOW - 1;
    assertThat(waits.hasNotWaitedFor(WINDOW, now)).isFalse();

    now++;
    assertThat(waits.hasNotWaitedFor(WINDOW, now)).isTrue();
  }

  private void call(boolean found, long millis) {
    now += millis * MILLI;
    waits.onCall(found, millis * MILLI, now);
  }
}
