// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which lanes count as blocked. */
class LaneWatchTest {

  private static final long MILLI = 1_000_000;

  private final LaneWatch watch = new LaneWatch();
  private final LaneStatus status = new LaneStatus(0);
  private final UsedCpu thread = new UsedCpu();

  @Test
  void aLaneIsBlockedAfterTwoPeriodsInOneTurn() {
    status.beginTurn();

    assertThat(watch.look(status, thread)).isFalse();
    assertThat(watch.look(status, thread)).isFalse();
    assertThat(watch.look(status, thread)).isTrue();
    assertThat(watch.look(status, thread)).isTrue();
  }

  @Test
  void aLaneIsNotBlockedBetweenTurnsNorAtTheBeginningOfTheNext() {
    status.beginTurn();
    watch.look(status, thread);
    watch.look(status, thread);
    status.endTurn();
    assertThat(watch.look(status, thread)).isFalse();

    status.beginTurn();

    assertThat(watch.look(status, thread)).isFalse();
    assertThat(watch.look(status, thread)).isFalse();
    status.endTurn();
    status.beginTurn();
    assertThat(watch.look(status, thread)).isFalse();
  }

  @Test
  void aLaneThatComputesIsNotBlockedHoweverLongItTakes() {
    status.beginTurn();
    for (int look = 0; look < 100; look++) {
      assertThat(watch.look(status, thread)).isFalse();
      thread.nanos += 20 * MILLI;
    }
  }

  @Test
  void aLaneThatUsesLittleOfTheProcessorIsBlocked() {
    status.beginTurn();
    watch.look(status, thread);
    thread.nanos += 4 * MILLI;
    watch.look(status, thread);
    thread.nanos += 4 * MILLI;

    assertThat(watch.look(status, thread)).isTrue();
  }

  @Test
  void aLaneThatIsFoundWaitingInOneTurnAfterTheOtherIsBlocked() {
    thread.isWaiting = true;
    assertThat(lookInANewTurn()).isFalse();
    assertThat(lookInANewTurn()).isFalse();
    assertThat(lookInANewTurn()).isTrue();

    thread.isWaiting = false;
    assertThat(lookInANewTurn()).isFalse();
    thread.isWaiting = true;
    assertThat(lookInANewTurn()).isFalse();
  }

  private boolean lookInANewTurn() {
    status.endTurn();
    status.beginTurn();
    return watch.look(status, thread);
  }

  /** A thread that has used so much of the processor. */
  private static final class UsedCpu implements Parker {

    private long nanos = 1;
    private boolean isWaiting;

    @Override
    public boolean isWaiting() {
      return isWaiting;
    }

    @Override
    public long cpuNanos() {
      return nanos;
    }

    @Override
    public void prepare() {}

    @Override
    public void park(long deadlineMillis) {}

    @Override
    public void unprepare() {}

    @Override
    public void wake() {}
  }
}
