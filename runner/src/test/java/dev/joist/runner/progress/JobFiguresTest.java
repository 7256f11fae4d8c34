// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.metrics.StageProgress;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepFigures;
import dev.joist.runner.progress.JobFigures.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFiguresTest {

  private static final StepFigures READ = new StepFigures("Read", 5000, true, 10);
  private static final StepFigures PARSE = new StepFigures("Parse", 4000, false, 60);
  private static final StepFigures COUNT = new StepFigures("Count", 9000, false, 30);

  @Test
  void whatSourcesReadCountsAndNotWhatBecomesOfIt() {
    StepFigures more = new StepFigures("ReadMore", 70, true, 0);

    assertThat(figures(1000, READ, PARSE, COUNT, more).read()).isEqualTo(5070);
  }

  @Test
  void whereNoStepIsASourceTheBusiestOneCounts() {
    assertThat(figures(1000, PARSE, COUNT).read()).isEqualTo(9000);
    assertThat(figures(1000).read()).isZero();
  }

  @Test
  void theRateIsThatOfTheTimeInBetween() {
    JobFigures before = figures(1000, new StepFigures("Read", 1000, true, 0));

    assertThat(figures(3000, READ).readPerSecond(before)).isEqualTo(2000);
    assertThat(before.readPerSecond(before)).isZero();
  }

  @Test
  void theSlowestStepsHaveTheirShareOfAllTime() {
    assertThat(figures(1000, READ, PARSE, COUNT).slowest(2))
        .containsExactly(new Share("Parse", 0.6), new Share("Count", 0.3));
    assertThat(figures(1000).slowest(3)).isEmpty();
  }

  @Test
  void theWatermarkIsThatOfTheStageThatIsFurthestBack() {
    assertThat(behind(1000, 4000).lagMillis(5000)).hasValue(4000);
    assertThat(behind(Watermark.FINAL_MILLIS, 4000).lagMillis(5000)).hasValue(1000);
    assertThat(behind(Watermark.INITIAL_MILLIS, 4000).lagMillis(5000)).isEmpty();
    assertThat(behind(Watermark.FINAL_MILLIS, Watermark.FINAL_MILLIS).lagMillis(5000)).isEmpty();
  }

  private static JobFigures behind(long first, long second) {
    return JobFigures.of(
        0,
        List.of(),
        List.of(new StageProgress("a", 0, 0, first), new StageProgress("b", 0, 0, second)));
  }

  private static JobFigures figures(long millis, StepFigures... steps) {
    return new JobFigures(millis, List.of(steps), Watermark.INITIAL_MILLIS);
  }
}
