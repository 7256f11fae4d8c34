// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.metrics.StageProgress;
import dev.joist.execution.watermark.Watermark;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  @Test
  void tellsTimeElementsOfEachStageAndTheLowestWatermark() {
    String line =
        ProgressLine.of(
            3,
            List.of(
                new StageProgress("Read", 0, 1_234_567, 5_000),
                new StageProgress("Count", 1_000, 10, 0)));

    assertThat(line)
        .isEqualTo("3 s | Read 1,234,567 | Count 1,000 | watermark 1970-01-01T00:00:00Z");
  }

  @Test
  void namesTheEndsOfTime() {
    assertThat(ProgressLine.of(1, List.of())).isEqualTo("1 s | watermark initial");
    assertThat(ProgressLine.of(1, List.of(new StageProgress("A", 0, 0, Watermark.FINAL_MILLIS))))
        .isEqualTo("1 s | A 0 | watermark final");
  }

  @Test
  void keepsTheEndOfALongName() {
    StageProgress stage = new StageProgress("Composite/Inner/GroupByKey/Reshuffle/Last", 1, 0, 0);

    assertThat(ProgressLine.of(1, List.of(stage))).contains("| …r/GroupByKey/Reshuffle/Last 1 |");
  }

  @Test
  void fitsOnALineHoweverManyStagesThereAre() {
    StageProgress stage = new StageProgress("A stage with a name", 123_456_789, 0, 0);

    String line = ProgressLine.of(7, Collections.nCopies(500, stage));

    assertThat(line).hasSizeLessThanOrEqualTo(ProgressLine.MAX_CHARS).contains("| and 497 more |");
  }
}
