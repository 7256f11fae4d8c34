// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.core.metrics.MetricUpdates.MetricUpdate;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.BoundedTrieResult;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricFiltering;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.metrics.StringSetResult;
import org.apache.beam.sdk.util.HistogramData;

/**
 * The metrics of a job, histograms among them.
 *
 * <p>Beam's own results collect histograms and lose them in a query: {@code
 * MetricQueryResults.create} of 2.70.0 puts an empty list in their place.
 */
final class JobMetricResults extends MetricResults {

  private final MetricResults others;
  private final List<MetricResult<HistogramData>> histograms;

  private JobMetricResults(MetricResults others, List<MetricResult<HistogramData>> histograms) {
    this.others = others;
    this.histograms = histograms;
  }

  /** The metrics in two maps that nobody writes to, for {@code steps}. */
  static MetricResults of(
      MetricsContainerStepMap attempted, MetricsContainerStepMap committed, Set<String> steps) {
    Map<MetricKey, HistogramData> committedHistograms = new HashMap<>();
    List<MetricResult<HistogramData>> histograms = new ArrayList<>();
    for (String step : steps) {
      for (MetricUpdate<HistogramData> update : histograms(committed, step)) {
        committedHistograms.put(update.getKey(), update.getUpdate());
      }
      for (MetricUpdate<HistogramData> update : histograms(attempted, step)) {
        MetricKey key = update.getKey();
        histograms.add(MetricResult.create(key, committedHistograms.get(key), update.getUpdate()));
      }
    }
    return new JobMetricResults(
        MetricsContainerStepMap.asMetricResults(attempted, committed), histograms);
  }

  private static Iterable<MetricUpdate<HistogramData>> histograms(
      MetricsContainerStepMap metrics, String step) {
    return metrics.getContainer(step).getCumulative().histogramsUpdates();
  }

  @Override
  public MetricQueryResults queryMetrics(MetricsFilter filter) {
    return new WithHistograms(
        others.queryMetrics(filter),
        histograms.stream()
            .filter(histogram -> MetricFiltering.matches(filter, histogram.getKey()))
            .toList());
  }

  private static final class WithHistograms extends MetricQueryResults {

    private final MetricQueryResults others;
    private final List<MetricResult<HistogramData>> histograms;

    WithHistograms(MetricQueryResults others, List<MetricResult<HistogramData>> histograms) {
      this.others = others;
      this.histograms = histograms;
    }

    @Override
    public Iterable<MetricResult<Long>> getCounters() {
      return others.getCounters();
    }

    @Override
    public Iterable<MetricResult<DistributionResult>> getDistributions() {
      return others.getDistributions();
    }

    @Override
    public Iterable<MetricResult<GaugeResult>> getGauges() {
      return others.getGauges();
    }

    @Override
    public Iterable<MetricResult<StringSetResult>> getStringSets() {
      return others.getStringSets();
    }

    @Override
    public Iterable<MetricResult<BoundedTrieResult>> getBoundedTries() {
      return others.getBoundedTries();
    }

    @Override
    public Iterable<MetricResult<HistogramData>> getHistograms() {
      return histograms;
    }
  }
}
