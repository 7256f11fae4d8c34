// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.util.UserCodeException;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class JoistPipelineResultTest {

  private static final MetricName LINES = MetricName.named("ns", "lines");

  private final ManualJob job = new ManualJob();
  private final JoistPipelineResult result = new JoistPipelineResult(job);

  @Test
  void waitingReturnsHowTheJobEnded() {
    assertThat(result.getState()).isEqualTo(State.RUNNING);

    job.done();

    assertThat(result.getState()).isEqualTo(State.DONE);
    assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(result.waitUntilFinish(Duration.millis(1))).isEqualTo(State.DONE);
  }

  @Test
  void waitingInVainReturnsNullAndTheJobGoesOn() {
    assertThat(result.waitUntilFinish(Duration.millis(1))).isNull();
    assertThat(result.getState()).isEqualTo(State.RUNNING);
  }

  @Test
  void aDurationBelowAMillisecondMeansForever() {
    job.done();

    assertThat(result.waitUntilFinish(Duration.ZERO)).isEqualTo(State.DONE);
    assertThat(result.waitUntilFinish(Duration.millis(-1))).isEqualTo(State.DONE);
    assertThat(result.waitUntilFinish(null)).isEqualTo(State.DONE);
  }

  @Test
  void everyWaitThrowsWhatTheUserCodeThrew() {
    Exception thrown = new IllegalArgumentException("bad element");
    job.fail(UserCodeException.wrap(thrown));

    assertThat(result.getState()).isEqualTo(State.FAILED);
    assertThatThrownBy(result::waitUntilFinish).cause().isSameAs(thrown);
    assertThatThrownBy(() -> result.waitUntilFinish(Duration.millis(5))).cause().isSameAs(thrown);
  }

  @Test
  void cancelEndsTheJobOnce() {
    assertThat(result.cancel()).isEqualTo(State.CANCELLED);
    assertThat(result.cancel()).isEqualTo(State.CANCELLED);
    assertThat(result.waitUntilFinish()).isEqualTo(State.CANCELLED);
  }

  @Test
  void cancelLeavesAJobThatEndedAsItIs() {
    job.done();

    assertThat(result.cancel()).isEqualTo(State.DONE);
  }

  @Test
  void anInterruptedWaitKeepsTheInterruptAndTheJob() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(result::waitUntilFinish).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.getState()).isEqualTo(State.RUNNING);
  }

  @Test
  void metricsTellAttemptedAndCommittedValuesApart() {
    job.attempted.getContainer("Step").getCounter(LINES).inc(5);
    job.committed.getContainer("Step").getCounter(LINES).inc(3);

    MetricResult<Long> lines =
        result
            .metrics()
            .queryMetrics(MetricsFilter.builder().build())
            .getCounters()
            .iterator()
            .next();

    assertThat(lines.getKey().stepName()).isEqualTo("Step");
    assertThat(lines.getAttempted()).isEqualTo(5);
    assertThat(lines.getCommitted()).isEqualTo(3);
  }

  @Test
  void jobsAreListedWhileTheyRun() {
    RunningJobs.add(result, job);
    assertThat(RunningJobs.all()).contains(result);

    RunningJobs.cancelAll();

    assertThat(result.getState()).isEqualTo(State.CANCELLED);
    assertThat(RunningJobs.all()).doesNotContain(result);
  }

  @Test
  void aFailureIsKeptUntilSomebodyWasTold() {
    RunningJobs.add(result, job);
    job.fail(new IllegalArgumentException("bad element"));

    assertThat(RunningJobs.all()).doesNotContain(result);
    assertThat(RunningJobs.failedUntold()).contains(result);

    assertThatThrownBy(result::waitUntilFinish).hasMessageContaining("bad element");
    assertThat(RunningJobs.failedUntold()).doesNotContain(result);
  }
}
