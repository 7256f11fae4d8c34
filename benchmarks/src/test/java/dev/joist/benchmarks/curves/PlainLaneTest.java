// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.benchmarks.schedule.Schedule;
import org.junit.jupiter.api.Test;

/** Against the checksum that the pipelines on Joist are checked with. */
class PlainLaneTest {

  private static final long EVENTS_PER_TIME_SECOND = 1_000;
  private static final long EVENTS = 40_300;

  @Test
  void countsInWindowsOneAfterTheOther() {
    agrees(new Load(Load.Shape.COUNT, 50, 1), 1);
  }

  @Test
  void countsInWindowsThatOverlap() {
    agrees(new Load(Load.Shape.COUNT, 50, 10), 1);
  }

  @Test
  void countsForGood() {
    agrees(new Load(Load.Shape.STATE, 50, 1), 1);
  }

  @Test
  void sharesTheKeysAmongLanes() {
    agrees(new Load(Load.Shape.COUNT, 50, 5), 3);
    agrees(new Load(Load.Shape.STATE, 50, 1), 2);
  }

  @Test
  void isNotRightWithoutOneOfItsLanes() {
    Load load = new Load(Load.Shape.COUNT, 50, 1);
    Checksum half = new Checksum();

    new PlainLane(load, schedule(load), 0, 2, half).run();

    assertThatThrownBy(() -> half.requireEqualTo(Checksum.expected(load, schedule(load))))
        .hasMessageContaining("the checksum of the results is");
  }

  private static void agrees(Load load, int lanes) {
    Checksum results = new Checksum();

    for (int lane = 0; lane < lanes; lane++) {
      new PlainLane(load, schedule(load), lane, lanes, results).run();
    }

    assertThatCode(() -> results.requireEqualTo(Checksum.expected(load, schedule(load))))
        .doesNotThrowAnyException();
  }

  private static Schedule schedule(Load load) {
    return Schedule.atOnce(EVENTS_PER_TIME_SECOND, EVENTS, load.keys());
  }
}
