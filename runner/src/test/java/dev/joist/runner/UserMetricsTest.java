// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.BoundedTrie;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.DelegatingHistogram;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.metrics.StringSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.HistogramData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Metrics of user code when its job is done: each kind, attempted and committed alike. */
class UserMetricsTest {

  private static final int ELEMENTS = 1000;

  @Test
  void counters() {
    MetricResult<Long> seen = only(run(), MetricQueryResults::getCounters);

    assertThat(seen.getKey().stepName()).startsWith("Count/");
    assertThat(seen.getAttempted()).isEqualTo(ELEMENTS);
    assertThat(seen.getCommitted()).isEqualTo(ELEMENTS);
  }

  @Test
  void distributions() {
    MetricResult<DistributionResult> values = only(run(), MetricQueryResults::getDistributions);

    DistributionResult expected = DistributionResult.create(499_500, ELEMENTS, 0, 999);
    assertThat(values.getAttempted()).isEqualTo(expected);
    assertThat(values.getCommitted()).isEqualTo(expected);
  }

  @Test
  void gauges() {
    var last = only(run(), MetricQueryResults::getGauges);

    assertThat(last.getAttempted().getValue()).isEqualTo(7);
    assertThat(last.getCommitted().getValue()).isEqualTo(7);
  }

  @Test
  void stringSets() {
    var parities = only(run(), MetricQueryResults::getStringSets);

    assertThat(parities.getAttempted().getStringSet()).containsExactlyInAnyOrder("even", "odd");
    assertThat(parities.getCommitted().getStringSet()).containsExactlyInAnyOrder("even", "odd");
  }

  @Test
  void boundedTries() {
    var paths = only(run(), MetricQueryResults::getBoundedTries);

    Set<List<String>> expected =
        Set.of(List.of("number", "even", "false"), List.of("number", "odd", "false"));
    assertThat(paths.getAttempted().getResult()).isEqualTo(expected);
    assertThat(paths.getCommitted().getResult()).isEqualTo(expected);
  }

  @Test
  void histograms() {
    MetricResult<HistogramData> sizes = only(run(), MetricQueryResults::getHistograms);

    assertThat(sizes.getAttempted().getTotalCount()).isEqualTo(ELEMENTS);
    assertThat(sizes.getCommitted().getTotalCount()).isEqualTo(ELEMENTS);
    assertThat(sizes.getAttempted().getCount(0)).isEqualTo(100);
  }

  @Test
  @Timeout(120)
  @SuppressWarnings("ThreadPriorityCheck") // A hint to the job's threads, and nothing relied on.
  void committedValuesGrowWithTheBundlesOfAJobThatRuns() throws IOException {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--parallelism=1", "--blockOnRun=false").create();
    options.setRunner(JoistRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(GenerateSequence.from(0)).apply("Count", ParDo.of(new MeasureFn()));
    PipelineResult result = pipeline.run();

    long first = 0;
    while (first == 0) {
      Thread.yield();
      first = committed(result);
    }
    long next = first;
    while (next == first) {
      Thread.yield();
      next = committed(result);
    }

    assertThat(next).isGreaterThan(first);
    assertThat(result.getState()).isEqualTo(PipelineResult.State.RUNNING);
    result.cancel();
    assertThat(committed(result)).isGreaterThanOrEqualTo(next);
  }

  private static long committed(PipelineResult result) {
    var counters =
        result
            .metrics()
            .queryMetrics(MetricsFilter.builder().addStep("Count").build())
            .getCounters();
    long committed = 0;
    for (MetricResult<Long> counter : counters) {
      Long value = counter.getCommittedOrNull();
      assertThat(counter.getAttempted()).isGreaterThanOrEqualTo(value == null ? 0 : value);
      committed += value == null ? 0 : value;
    }
    return committed;
  }

  private static MetricQueryResults run() {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--parallelism=2").create();
    options.setRunner(TestJoistRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(GenerateSequence.from(0).to(ELEMENTS)).apply("Count", ParDo.of(new MeasureFn()));
    return pipeline.run().metrics().queryMetrics(MetricsFilter.builder().addStep("Count").build());
  }

  private static <T> MetricResult<T> only(
      MetricQueryResults results, Function<MetricQueryResults, Iterable<MetricResult<T>>> kind) {
    List<MetricResult<T>> found =
        StreamSupport.stream(kind.apply(results).spliterator(), false).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  static final class MeasureFn extends DoFn<Long, Void> {
    private final Counter seen = Metrics.counter("test", "seen");
    private final Distribution values = Metrics.distribution("test", "values");
    private final Gauge last = Metrics.gauge("test", "last");
    private final StringSet parities = Metrics.stringSet("test", "parities");
    private final BoundedTrie paths = Metrics.boundedTrie("test", "paths");
    private final DelegatingHistogram sizes =
        new DelegatingHistogram(
            MetricName.named("test", "sizes"), HistogramData.LinearBuckets.of(0, 100, 10), false);

    @ProcessElement
    public void process(@Element Long element) {
      String parity = element % 2 == 0 ? "even" : "odd";
      seen.inc();
      values.update(element);
      last.set(7);
      parities.add(parity);
      paths.add("number", parity);
      sizes.update(element);
    }
  }
}
