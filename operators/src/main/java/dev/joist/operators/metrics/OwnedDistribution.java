// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.runners.core.metrics.DistributionCell;
import org.apache.beam.runners.core.metrics.DistributionData;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * A distribution with one writer, in front of the one that is read.
 *
 * <p><b>Threading:</b> as {@link OwnedCounter}. A reader may for a moment see the sum of one more
 * value than the count.
 */
final class OwnedDistribution extends DistributionCell {

  private static final long serialVersionUID = 1L;

  private final DistributionCell published;
  private final transient Thread owner;
  private final AtomicLong publishedSum = new AtomicLong();
  private final AtomicLong publishedCount = new AtomicLong();
  private transient volatile @Nullable DistributionData committed;
  private long sum;
  private long count;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  OwnedDistribution(MetricName name, DistributionCell published, Thread owner) {
    super(name);
    this.published = published;
    this.owner = owner;
  }

  @Override
  public void update(long value) {
    update(value, 1, value, value);
  }

  @Override
  public void update(long addedSum, long addedCount, long addedMin, long addedMax) {
    if (Thread.currentThread() != owner) {
      published.update(addedSum, addedCount, addedMin, addedMax);
      return;
    }
    sum += addedSum;
    min = Math.min(min, addedMin);
    max = Math.max(max, addedMax);
    count += addedCount;
  }

  void publish() {
    long seenCount = count;
    long seenSum = sum;
    long newCount = seenCount - publishedCount.getAndSet(seenCount);
    long newSum = seenSum - publishedSum.getAndSet(seenSum);
    if (newCount != 0 || newSum != 0) {
      published.update(newSum, newCount, min, max);
    }
  }

  /** What is counted so far is committed; for the owner. */
  void commit() {
    committed = getCumulative();
  }

  /** Adds what was committed, if anything was, to its distribution in {@code container}. */
  void addCommittedTo(MetricsContainerImpl container) {
    DistributionData data = committed;
    if (data != null) {
      container.getDistribution(getName()).update(data.sum(), data.count(), data.min(), data.max());
    }
  }

  @Override
  public DistributionData getCumulative() {
    publish();
    return published.getCumulative();
  }
}
