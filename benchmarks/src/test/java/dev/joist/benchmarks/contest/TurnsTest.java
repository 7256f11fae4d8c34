// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Side JOIST = Side.joist();
  private static final Side FLINK = Side.rival("Flink", "flink", List.of());

  @Test
  void letsTheSidesOfARowTakeTurnsBeforeTheNextRow() {
    List<Entry> entries =
        List.of(entry("1", JOIST), entry("2", JOIST), entry("1", FLINK), entry("2", FLINK));

    assertThat(Turns.of(entries, 2).order())
        .extracting(turn -> turn.entry().describe(turn.round()))
        .containsExactly(
            "1 on Joist, run 1",
            "1 on Flink, run 1",
            "1 on Joist, run 2",
            "1 on Flink, run 2",
            "2 on Joist, run 1",
            "2 on Flink, run 1",
            "2 on Joist, run 2",
            "2 on Flink, run 2");
  }

  @Test
  void namesTheFilesOfEachRunApart() {
    assertThat(
            entry("100,000 events/s", Side.rival("Flink, tuned", "flink", List.of())).fileName(2))
        .isEqualTo("100-000-events-s-flink-tuned-2");
  }

  private static Entry entry(String row, Side side) {
    return new Entry(row, side, "Main", List.of());
  }
}
