// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.ManualClock;
import dev.joist.execution.time.Clock;
import dev.joist.execution.time.SettableClock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadParkerTest {

  private final ThreadParker parker = new ThreadParker(Thread.currentThread(), Clock.system());

  @Test
  void doesNotWaitWhenWokenSinceItPrepared() {
    parker.prepare();
    parker.wake();

    parker.park(Long.MAX_VALUE);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotWaitForADeadlineThatPassed() {
    ManualClock clock = new ManualClock();
    clock.advance(100);
    ThreadParker ofManualTime = new ThreadParker(Thread.currentThread(), clock);
    ofManualTime.prepare();

    ofManualTime.park(100);

    assertThat(clock.currentTimeMillis()).isEqualTo(100);
  }

  @Test
  void looksAtTheClockEverySecondBecauseSomebodyMaySetIt() {
    assertThat(ThreadParker.millisUntil(1_500, 1_000)).isEqualTo(500);
    assertThat(ThreadParker.millisUntil(3_601_000, 1_000)).isEqualTo(1_000);
    assertThat(ThreadParker.millisUntil(Long.MAX_VALUE - 1, 0)).isEqualTo(1_000);
  }

  @Test
  void waitsForAWakeAndNotForADeadlineWhereTimeStands() throws InterruptedException {
    SettableClock clock = new SettableClock(0);
    ThreadParker[] made = new ThreadParker[1];
    Thread sleeper =
        new Thread(
            () -> {
              made[0].prepare();
              made[0].park(1);
            });
    made[0] = new ThreadParker(sleeper, clock);
    sleeper.start();

    while (sleeper.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    made[0].wake();
    sleeper.join();

    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void takesAnInterruptOnceAndSleepsAgain() throws InterruptedException {
    ThreadParker[] made = new ThreadParker[1];
    AtomicBoolean over = new AtomicBoolean();
    Thread sleeper =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              while (!over.get()) {
                made[0].prepare();
                made[0].park(Long.MAX_VALUE);
              }
            });
    made[0] = new ThreadParker(sleeper, Clock.system());
    sleeper.start();

    while (sleeper.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    over.set(true);
    made[0].wake();
    sleeper.join();

    assertThat(sleeper.isAlive()).isFalse();
  }
}
