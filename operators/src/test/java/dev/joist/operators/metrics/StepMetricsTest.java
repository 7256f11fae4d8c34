// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.util.HistogramData;
import org.junit.jupiter.api.Test;

class StepMetricsTest {

  private static final MetricName NAME = MetricName.named("test", "metric");

  private final StepMetrics metrics = new StepMetrics();

  @Test
  void commitWhatWasWrittenByTheEndOfABundle() {
    StepScope scope = new StepScope(metrics, "step");
    scope.container().getCounter(NAME).inc(3);
    assertThat(counter(metrics.merged())).isEqualTo(3);
    assertThat(counter(metrics.committed())).isZero();

    scope.commit();
    scope.container().getCounter(NAME).inc(4);

    assertThat(counter(metrics.merged())).isEqualTo(7);
    assertThat(counter(metrics.committed())).isEqualTo(3);
    scope.commit();
    assertThat(counter(metrics.committed())).isEqualTo(7);
  }

  @Test
  void addUpWhatEachWriterCommitted() {
    StepScope one = new StepScope(metrics, "step");
    StepScope other = new StepScope(metrics, "step");
    one.container().getCounter(NAME).inc(1);
    other.container().getCounter(NAME).inc(10);

    one.commit();
    assertThat(counter(metrics.committed())).isEqualTo(1);
    other.commit();

    assertThat(counter(metrics.committed())).isEqualTo(11);
  }

  @Test
  void commitMetricsOfEveryKind() {
    StepScope scope = new StepScope(metrics, "step");
    MetricsContainer container = scope.container();
    container.getDistribution(NAME).update(5);
    scope.commit();
    container.getGauge(NAME).set(6);
    scope.commit();
    container.getStringSet(NAME).add("a");
    scope.commit();
    container.getBoundedTrie(NAME).add("a", "b");
    scope.commit();
    container.getHistogram(NAME, HistogramData.LinearBuckets.of(0, 1, 10)).update(7);
    scope.commit();

    var updates = metrics.committed().getContainer("step").getCumulative();
    assertThat(updates.distributionUpdates()).hasSize(1);
    assertThat(updates.gaugeUpdates()).hasSize(1);
    assertThat(updates.stringSetUpdates()).hasSize(1);
    assertThat(updates.boundedTrieUpdates()).hasSize(1);
    assertThat(updates.histogramsUpdates()).hasSize(1);
  }

  @Test
  void keepWhatWasCommittedWhereABundleWritesNothing() {
    StepContainer container = metrics.newContainer("step");
    container.getGauge(NAME).set(3);
    container.commit();
    MetricsContainerImpl before = container.committed();

    container.commit();

    assertThat(container.committed()).isSameAs(before);
  }

  @Test
  void keepCountersThatWereCommittedWhereABundleWritesNothing() {
    StepScope scope = new StepScope(metrics, "step");
    scope.container().getCounter(NAME).inc(3);
    scope.commit();

    scope.commit();

    assertThat(counter(metrics.committed())).isEqualTo(3);
  }

  @Test
  void commitNothingOfMetricsThatWereMadeSince() {
    StepScope scope = new StepScope(metrics, "step");
    scope.container().getCounter(NAME).inc(3);
    scope.commit();
    scope.container().getCounter(MetricName.named("space", "other")).inc();
    scope.container().getDistribution(NAME).update(5);

    var updates = metrics.committed().getContainer("step").getCumulative();

    assertThat(updates.counterUpdates()).hasSize(1);
    assertThat(updates.distributionUpdates()).isEmpty();
  }

  @Test
  void commitWhatOtherThreadsCounted() throws InterruptedException {
    StepScope scope = new StepScope(metrics, "step");
    Counter ofTheOwner = scope.container().getCounter(NAME);
    scope.commit();
    Thread other =
        new Thread(
            () -> {
              ofTheOwner.inc(2);
              scope.container().getCounter(NAME).inc(3);
            });
    other.start();
    other.join();

    scope.commit();

    assertThat(counter(metrics.committed())).isEqualTo(5);
  }

  private static long counter(MetricsContainerStepMap steps) {
    return steps.getContainer("step").getCounter(NAME).getCumulative();
  }
}
