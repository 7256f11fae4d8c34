// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.MetricsContainer;

/**
 * The user metrics of a job: one container for each (step, writer), so that a cell has one writer.
 *
 * <p><b>Threading:</b> containers are handed out and merged from any thread; each is written only
 * by the thread that asked for it and read racily by {@link #merged}.
 */
public final class StepMetrics {

  private record Entry(String step, StepContainer container) {}

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final Map<Thread, RunningStep> running = new ConcurrentHashMap<>();

  /** A new container for {@code step}, owned by the caller's thread. */
  public StepContainer newContainer(String step) {
    StepContainer container = new StepContainer(step);
    entries.add(new Entry(step, container));
    return container;
  }

  /** Where the calling thread tells which step it is in. */
  RunningStep runningStep() {
    return running.computeIfAbsent(Thread.currentThread(), RunningStep::new);
  }

  /**
   * Looks in which step each thread is, and counts it there; for one thread.
   *
   * @param waits tells threads that the runtime has parked: they may be in an output that is full
   */
  public void sample(Predicate<Thread> waits) {
    running.values().removeIf(RunningStep::hasEnded);
    running.values().forEach(step -> step.sample(waits));
  }

  /** How far each step is, in the order of their names. */
  public List<StepFigures> figures() {
    Map<String, StepFigures> figures = new TreeMap<>();
    for (Entry entry : entries) {
      figures.merge(entry.step(), entry.container().figures(), StepFigures::plus);
    }
    return List.copyOf(figures.values());
  }

  /** The step whose code {@code thread} runs now; empty if it runs none. */
  @SuppressWarnings("ReferenceEquality") // Containers are equal if their contents are.
  public Optional<String> stepOf(Thread thread) {
    RunningStep runs = running.get(thread);
    MetricsContainer active = runs == null ? null : runs.container();
    return entries.stream()
        .filter(entry -> entry.container() == active)
        .map(Entry::step)
        .findFirst();
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
