// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final long START_NANOS = -5_000;
  private static final long SECOND_NANOS = 1_000_000_000;

  @Test
  void spacesEventsEvenlyWithoutDriftingOverManySeconds() {
    Schedule schedule = threeASecond();

    assertThat(LongStream.range(0, 4).map(schedule::dueNanos))
        .containsExactly(
            START_NANOS,
            START_NANOS + 333_333_333,
            START_NANOS + 666_666_666,
            START_NANOS + SECOND_NANOS);
    assertThat(schedule.dueNanos(3_000_000_000L))
        .isEqualTo(START_NANOS + 1_000_000_000L * SECOND_NANOS);
  }

  @Test
  void givesAnEventTheMillisecondInWhichItIsDue() {
    Schedule schedule = threeASecond();

    assertThat(LongStream.range(0, 4).map(schedule::timestampMillis))
        .containsExactly(
            START_MILLIS, START_MILLIS + 333, START_MILLIS + 666, START_MILLIS + 1_000);
  }

  @Test
  void findsTheFirstEventThatIsNotBeforeATime() {
    Schedule schedule = threeASecond();

    assertThat(schedule.firstDueNanos(START_MILLIS - 1_000)).isEqualTo(schedule.dueNanos(0));
    assertThat(schedule.firstDueNanos(START_MILLIS)).isEqualTo(schedule.dueNanos(0));
    assertThat(schedule.firstDueNanos(START_MILLIS + 334)).isEqualTo(schedule.dueNanos(2));
    assertThat(schedule.firstDueNanos(START_MILLIS + 1_000)).isEqualTo(schedule.dueNanos(3));
  }

  @Test
  void beginsAtTheFirstFullSecondAfterTheLeadAndHasAnEventToEndTheLastWindow() {
    long beforeMillis = System.currentTimeMillis();
    Schedule schedule = Schedule.steady(100, 7, 10, 2_000);

    assertThat(schedule.startMillis() % 1_000).isZero();
    assertThat(schedule.startMillis()).isGreaterThan(beforeMillis + 2_000);
    assertThat(schedule.timestampMillis(schedule.events() - 1))
        .isGreaterThanOrEqualTo(schedule.startMillis() + 7_000);
  }

  @Test
  void isDueAtOnceWithoutARate() {
    Schedule schedule = Schedule.atOnce(1_000, 5_000, 10);

    assertThat(schedule.dueNanos(4_999)).isEqualTo(schedule.dueNanos(0));
    assertThat(schedule.timestampMillis(4_999)).isEqualTo(4_999);
  }

  @Test
  void spreadsEventsOverAllKeys() {
    Schedule schedule = Schedule.atOnce(1_000, 100_000, 100);

    assertThat(LongStream.range(0, 100_000).map(schedule::key).boxed().distinct())
        .hasSize(100)
        .allMatch(key -> key >= 0 && key < 100);
  }

  @Test
  void refusesAStartInsideASecond() {
    assertThatThrownBy(() -> new Schedule(1_001, 0, 1, 1, 1, 1))
        .hasMessage("start at 1001 ms is not at a full second");
  }

  private static Schedule threeASecond() {
    return new Schedule(START_MILLIS, START_NANOS, 3, 3, 100, 10);
  }
}
