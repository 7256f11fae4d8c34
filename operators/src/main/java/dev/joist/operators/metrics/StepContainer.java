// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
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
 * committed. The writer finds a cell by the identity of its name and counts in plain fields, where
 * Beam's container hashes and locks for every increment.
 *
 * <p>User code asks for a cell each time it writes to it; so it is known at no cost whether
 * anything changed, and a bundle that wrote no metrics commits nothing. Bundles may be many and
 * small: to commit one is to note in each counter and distribution where it stands. Only where
 * there is more than what the owner counts, all is copied.
 *
 * <p><b>Threading:</b> the thread that made it is the owner. Another thread that writes gets Beam's
 * own cells, which any number of threads may write; {@link #publish}, by any thread, adds to them
 * what the owner counted. {@link #commit} is for the owner, {@link #committed} for any.
 */
public final class StepContainer extends MetricsContainerImpl {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final transient Thread owner = Thread.currentThread();
  private final transient CellsByName<OwnedCounter> counters =
      new CellsByName<>(name -> new OwnedCounter(name, super.getCounter(name), owner));
  private final transient CellsByName<OwnedDistribution> distributions =
      new CellsByName<>(name -> new OwnedDistribution(name, super.getDistribution(name), owner));
  private final transient List<LongSupplier> read = new CopyOnWriteArrayList<>();
  private transient boolean isTouched;
  private transient long taken;
  private transient long samples;

  /** Whether there are cells that cannot tell where they stood when they were committed. */
  private transient volatile boolean hasOtherCells;

  private transient volatile boolean hasCommitted;

  /** All as it was committed last, where there are other cells. */
  private transient volatile @Nullable MetricsContainerImpl copy;

  StepContainer(String step) {
    super(step);
    this.step = step;
  }

  /** The full name of the step. */
  public String step() {
    return step;
  }

  /** One element more was taken; for the owner. */
  void countTaken() {
    taken++;
  }

  /** The step reads, {@code count} tells how many elements it has read. */
  void addRead(LongSupplier count) {
    read.add(count);
  }

  /** A thread was seen in this step's code; for the one thread that looks. */
  void addSample() {
    samples++;
  }

  /** How far this writer is, perhaps a moment late; for any thread. */
  StepFigures figures() {
    boolean reads = !read.isEmpty();
    long elements = reads ? read.stream().mapToLong(LongSupplier::getAsLong).sum() : taken;
    return new StepFigures(step, elements, reads, samples);
  }

  /** What was written so far is committed. */
  void commit() {
    if (!isTouched) {
      return;
    }
    isTouched = false;
    if (hasOtherCells) {
      publish();
      MetricsContainerImpl all = new MetricsContainerImpl(step);
      all.update(this);
      copy = all;
    } else {
      counters.all().forEach(OwnedCounter::commit);
      distributions.all().forEach(OwnedDistribution::commit);
    }
    hasCommitted = true;
  }

  /** Brings what is read of this container up to what its owner has counted. */
  void publish() {
    counters.all().forEach(OwnedCounter::publish);
    distributions.all().forEach(OwnedDistribution::publish);
  }

  /** What was committed, which nobody writes to any more; null before the first time. */
  @Nullable MetricsContainerImpl committed() {
    if (!hasCommitted) {
      return null;
    }
    MetricsContainerImpl all = copy;
    if (all == null) {
      all = new MetricsContainerImpl(step);
      for (OwnedCounter counter : counters.all()) {
        counter.addCommittedTo(all);
      }
      for (OwnedDistribution distribution : distributions.all()) {
        distribution.addCommittedTo(all);
      }
    }
    return all;
  }

  @Override
  public CounterCell getCounter(MetricName name) {
    if (Thread.currentThread() == owner) {
      isTouched = true;
      return counters.get(name);
    }
    touchOtherCells();
    return super.getCounter(name);
  }

  @Override
  public DistributionCell getDistribution(MetricName name) {
    if (Thread.currentThread() == owner) {
      isTouched = true;
      return distributions.get(name);
    }
    touchOtherCells();
    return super.getDistribution(name);
  }

  @Override
  public HistogramCell getHistogram(MetricName name, HistogramData.BucketType bucketType) {
    touchOtherCells();
    return super.getHistogram(name, bucketType);
  }

  @Override
  public GaugeCell getGauge(MetricName name) {
    touchOtherCells();
    return super.getGauge(name);
  }

  @Override
  public StringSetCell getStringSet(MetricName name) {
    touchOtherCells();
    return super.getStringSet(name);
  }

  @Override
  public BoundedTrieCell getBoundedTrie(MetricName name) {
    touchOtherCells();
    return super.getBoundedTrie(name);
  }

  private void touchOtherCells() {
    isTouched = true;
    if (!hasOtherCells) {
      hasOtherCells = true;
    }
  }
}
