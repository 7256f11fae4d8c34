// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import org.apache.beam.runners.core.metrics.CounterCell;
import org.apache.beam.runners.core.metrics.DistributionCell;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;

/**
 * The metrics of one step, written by one thread: it finds a cell by the identity of its name and
 * counts in plain fields, where Beam's container hashes and locks for every increment.
 *
 * <p><b>Threading:</b> the thread that made it is the owner. Another thread that writes gets Beam's
 * own cells, which any number of threads may write; {@link #publish}, by any thread, adds to them
 * what the owner counted.
 */
final class StepContainer extends MetricsContainerImpl {

  private static final long serialVersionUID = 1L;

  private final transient Thread owner = Thread.currentThread();
  private final transient CellsByName<OwnedCounter> counters =
      new CellsByName<>(name -> new OwnedCounter(name, super.getCounter(name), owner));
  private final transient CellsByName<OwnedDistribution> distributions =
      new CellsByName<>(name -> new OwnedDistribution(name, super.getDistribution(name), owner));

  StepContainer(String step) {
    super(step);
  }

  @Override
  public CounterCell getCounter(MetricName name) {
    return Thread.currentThread() == owner ? counters.get(name) : super.getCounter(name);
  }

  @Override
  public DistributionCell getDistribution(MetricName name) {
    return Thread.currentThread() == owner ? distributions.get(name) : super.getDistribution(name);
  }

  /** Brings what is read of this container up to what its owner has counted. */
  void publish() {
    counters.all().forEach(OwnedCounter::publish);
    distributions.all().forEach(OwnedDistribution::publish);
  }
}
