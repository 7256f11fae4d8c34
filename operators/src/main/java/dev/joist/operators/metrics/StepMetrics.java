// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;

/**
 * The user metrics of a job: one container for each (step, writer), so that a cell has one writer.
 *
 * <p><b>Threading:</b> containers are handed out and merged from any thread; each is written only
 * by the thread that asked for it and read racily by {@link #merged}.
 */
public final class StepMetrics {

  private record Entry(String step, StepContainer container) {}

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** A new container for {@code step}, owned by the caller's thread. */
  public StepContainer newContainer(String step) {
    StepContainer container = new StepContainer(step);
    entries.add(new Entry(step, container));
    return container;
  }

  /** The steps that asked for a container. */
  public Set<String> steps() {
    return entries.stream().map(Entry::step).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The values of all writers, merged by step, as they stand. */
  public MetricsContainerStepMap merged() {
    MetricsContainerStepMap steps = new MetricsContainerStepMap();
    for (Entry entry : entries) {
      entry.container().publish();
      steps.update(entry.step(), entry.container());
    }
    return steps;
  }

  /** As {@link #merged}, but of each writer only what its bundles that ended have written. */
  public MetricsContainerStepMap committed() {
    MetricsContainerStepMap steps = new MetricsContainerStepMap();
    for (Entry entry : entries) {
      MetricsContainerImpl committed = entry.container().committed();
      if (committed != null) {
        steps.update(entry.step(), committed);
      }
    }
    return steps;
  }
}
