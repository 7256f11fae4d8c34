// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import org.apache.beam.runners.core.metrics.BoundedTrieCell;
import org.apache.beam.runners.core.metrics.CounterCell;
import org.apache.beam.runners.core.metrics.DistributionCell;
import org.apache.beam.runners.core.metrics.GaugeCell;
import org.apache.beam.runners.core.metrics.HistogramCell;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.runners.core.metrics.StringSetCell;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.util.HistogramData;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one step and writer as they stand, and as they stood when they were last
 * committed.
 *
 * <p>User code asks for a cell each time it writes to it; so it is known at no cost whether
 * anything changed, and a bundle that wrote no metrics commits nothing.
 *
 * <p><b>Threading:</b> {@link #commit} is for the writer's thread, {@link #committed} for any.
 */
public final class StepContainer extends MetricsContainerImpl {

  private static final long serialVersionUID = 1L;

  private final String step;
  private transient boolean isTouched;
  private transient volatile @Nullable MetricsContainerImpl committed;

  StepContainer(String step) {
    super(step);
    this.step = step;
  }

  /** What was written so far is committed. */
  void commit() {
    if (isTouched) {
      isTouched = false;
      MetricsContainerImpl copy = new MetricsContainerImpl(step);
      copy.update(this);
      committed = copy;
    }
  }

  /** What was committed, which nobody writes to any more; null before the first time. */
  @Nullable MetricsContainerImpl committed() {
    return committed;
  }

  @Override
  public CounterCell getCounter(MetricName name) {
    isTouched = true;
    return super.getCounter(name);
  }

  @Override
  public DistributionCell getDistribution(MetricName name) {
    isTouched = true;
    return super.getDistribution(name);
  }

  @Override
  public HistogramCell getHistogram(MetricName name, HistogramData.BucketType bucketType) {
    isTouched = true;
    return super.getHistogram(name, bucketType);
  }

  @Override
  public GaugeCell getGauge(MetricName name) {
    isTouched = true;
    return super.getGauge(name);
  }

  @Override
  public StringSetCell getStringSet(MetricName name) {
    isTouched = true;
    return super.getStringSet(name);
  }

  @Override
  public BoundedTrieCell getBoundedTrie(MetricName name) {
    isTouched = true;
    return super.getBoundedTrie(name);
  }
}
