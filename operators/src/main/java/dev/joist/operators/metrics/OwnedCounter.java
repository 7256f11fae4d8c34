// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.runners.core.metrics.CounterCell;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * A counter with one writer, in front of the counter that is read.
 *
 * <p><b>Threading:</b> only {@code owner} counts here, in a plain field; another thread counts in
 * the counter behind. {@link #publish} may be called by any thread, and by several at once: each
 * adds the difference between what it saw and what the one before it saw, so once the owner has
 * ended the next call makes the sum exact.
 */
final class OwnedCounter extends CounterCell {

  private static final long serialVersionUID = 1L;

  private final CounterCell published;
  private final transient Thread owner;
  private final AtomicLong publishedCount = new AtomicLong();
  private transient volatile @Nullable Long committed;
  private long count;

  OwnedCounter(MetricName name, CounterCell published, Thread owner) {
    super(name);
    this.published = published;
    this.owner = owner;
  }

  @Override
  public void inc(long n) {
    if (Thread.currentThread() == owner) {
      count += n;
    } else {
      published.inc(n);
    }
  }

  void publish() {
    long seen = count;
    long before = publishedCount.getAndSet(seen);
    if (seen != before) {
      published.inc(seen - before);
    }
  }

  /** What is counted so far is committed; for the owner. */
  void commit() {
    committed = getCumulative();
  }

  /** Adds what was committed, if anything was, to its counter in {@code container}. */
  void addCommittedTo(MetricsContainerImpl container) {
    Long counted = committed;
    if (counted != null) {
      container.getCounter(getName()).inc(counted);
    }
  }

  @Override
  public Long getCumulative() {
    publish();
    return published.getCumulative();
  }
}
