// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final List<StepFigures> STEPS =
      List.of(
          new StepFigures("Read", 5_000_000, true, 39), new StepFigures("Write", 70, false, 61));

  @Test
  void aLineHasTimeRateAndTheSlowestStep() {
    JobFigures now = new JobFigures(12_345, STEPS, Watermark.INITIAL_MILLIS);

    assertThat(Words.progress(now, 412_000, 0))
        .isEqualTo("12 s | 5,000,000 read, 412,000/s | slowest: Write (61 %)");
  }

  @Test
  void whereThereIsAWatermarkTheLineTellsHowFarItIsBehind() {
    JobFigures now = new JobFigures(125_000, List.of(), 1_000);

    assertThat(Words.progress(now, 0, 4_200))
        .isEqualTo("2 min 5 s | 0 read, 0/s | watermark 3.2 s behind");
    assertThat(Words.progress(now, 0, 90_000_000_000L)).endsWith("watermark 1041 d 15 h behind");
    assertThat(Words.progress(now, 0, 500)).endsWith("watermark 0.5 s ahead");
  }

  @Test
  void theSummaryHasElementsTimeResultsAndTheSlowestSteps() {
    JobFigures last = new JobFigures(10_000, STEPS, Watermark.FINAL_MILLIS);

    assertThat(Words.summary("done", last, List.of(new Sink("Write", List.of("Write")))))
        .containsExactly(
            "done after 10 s: 5,000,000 elements read, 500,000/s",
            "results: Write 70",
            "slowest: Write (61 %), Read (39 %)");
  }

  @Test
  void aJobOfLessThanASecondHasNoRate() {
    JobFigures last = new JobFigures(300, STEPS, Watermark.FINAL_MILLIS);

    assertThat(Words.summary("failed", last, List.of()))
        .first()
        .isEqualTo("failed after 0.3 s: 5,000,000 elements read");
  }

  @Test
  void ofManySinksTheFirstAreShown() {
    JobFigures last = new JobFigures(10_000, STEPS, Watermark.FINAL_MILLIS);
    Sink sink = new Sink("Write", List.of("Write"));

    assertThat(Words.summary("done", last, List.of(sink, sink, sink, sink, sink, sink, sink)))
        .contains("results: Write 70, Write 70, Write 70, Write 70, Write 70 and 2 more sinks");
  }
}
