// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import dev.joist.execution.channel.ChannelMemory;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.metrics.OpenBundles;
import dev.joist.execution.metrics.StageProgress;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.quiescence.QuiescenceRounds;
import dev.joist.execution.subtask.SubtaskEnvironment;
import dev.joist.execution.subtask.SubtaskExecutor;
import dev.joist.execution.subtask.SubtaskId;
import dev.joist.execution.subtask.Topology;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run of a physical plan.
 *
 * <p><b>Threading:</b> may be used from any thread. State is guarded by the object's monitor;
 * subtasks report here and read only {@link #stop} and {@link #isDraining} on their way.
 *
 * <p><b>Errors:</b> the first failure of a subtask is the job's; failures that follow while the
 * others are stopped are attached to it as suppressed.
 */
public final class Job implements SubtaskEnvironment.Events {

  /**
   * What closing operators, telling others and making an error of it may take where there is no
   * memory left.
   */
  private static final int RESERVE_BYTES = 2 << 20;

  private final String name;
  private final SubtaskExecutor executor;
  private final QuiescenceRounds<SubtaskId> quiescence;
  private final Topology topology;
  private final Set<SubtaskId> running;
  private final Set<SubtaskId> opening;
  private final StopFlag stop = new StopFlag();
  private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
  private JobState state = JobState.RUNNING;
  private @Nullable Throwable failure;
  private volatile boolean toldToStop;

  @SuppressWarnings("UnusedVariable") // It is there to be let go.
  private volatile byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  private volatile boolean started;
  private volatile boolean draining;

  private Job(PhysicalPlan plan, JobConfig config, SubtaskExecutor executor) {
    this.name = config.name();
    this.executor = executor;
    this.quiescence = new QuiescenceRounds<>(this::sendMarker);
    this.topology =
        Topology.build(
            plan,
            new SubtaskEnvironment(
                config.clock(),
                config.limits(),
                config.maxParallelism(),
                config.stateBackend(),
                quiescence,
                this,
                new ChannelMemory(config.limits().jobChannelBytes())),
            executor);
    this.running = new HashSet<>(topology.subtasks());
    this.opening = new HashSet<>(topology.subtasks());
    quiescence.begin(topology.subtasks());
  }

  /** Starts a job; with no stages it is done at once. If it cannot start, all of it is stopped. */
  public static Job start(PhysicalPlan plan, JobConfig config, SubtaskExecutor executor) {
    Job job = new Job(plan, config, executor);
    if (plan.stages().isEmpty()) {
      job.endIfLast();
    }
    try {
      executor.start();
    } catch (Throwable thrown) {
      job.cancel();
      throw thrown;
    }
    return job;
  }

  public String name() {
    return name;
  }

  public synchronized JobState state() {
    return state;
  }

  /** Why the job failed; empty unless it is FAILING or FAILED. */
  public synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** What each stage has in open bundles, or had when the job failed. */
  public List<OpenBundles> openBundles() {
    return topology.openBundles();
  }

  /** How far each stage is. */
  public List<StageProgress> progress() {
    return topology.progress();
  }

  /** The threads of lanes that have not ended, to look at for people. */
  public List<Thread> threads() {
    return executor.threads();
  }

  /**
   * Waits until the job's state is final; returns the state at the latest after {@code timeout}.
   */
  public synchronized JobState await(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    while (!state.isFinal()) {
      long millis = (deadline - System.nanoTime()) / 1_000_000L;
      if (millis <= 0) {
        break;
      }
      wait(millis);
    }
    return state;
  }

  /** Waits until the job's state is final. */
  public synchronized JobState await() throws InterruptedException {
    while (!state.isFinal()) {
      wait();
    }
    return state;
  }

  /** Stops the job without waiting for it; does nothing if it is ending already. */
  public void cancel() {
    synchronized (this) {
      if (state != JobState.RUNNING) {
        return;
      }
      state = JobState.CANCELLING;
    }
    stopSubtasks();
  }

  /**
   * Has the job take nothing more in and end with what there is, without waiting for that. It stays
   * RUNNING until it is DONE. Does nothing if it is ending already.
   */
  public void drain() {
    draining = true;
    topology.wakeAll();
  }

  @Override
  public StopFlag stop() {
    return stop;
  }

  @Override
  public boolean isDraining() {
    return draining;
  }

  @Override
  public void onOpened(SubtaskId subtask) {
    synchronized (this) {
      opening.remove(subtask);
      if (!opening.isEmpty()) {
        return;
      }
      started = true;
    }
    topology.wakeAll();
  }

  @Override
  public boolean mayStart() {
    return started;
  }

  @Override
  public void onCut(SubtaskId subtask, Cut cut, boolean worked) {
    if (cut.kind() != Cut.Kind.BARRIER) {
      quiescence.onMarker(subtask, cut, worked);
    }
  }

  @Override
  public void onDone(SubtaskId subtask) {
    quiescence.onDone(subtask);
    topology.onDone(subtask);
    synchronized (this) {
      running.remove(subtask);
      endIfLast();
    }
  }

  @Override
  public void onFailing(Throwable thrown) {
    // The others stop at once, and do not use up what comes free.
    cause.compareAndSet(null, thrown);
    stop.raise();
    reserve = null;
  }

  @Override
  public void onFailed(SubtaskId subtask, Throwable thrown) {
    boolean stops;
    synchronized (this) {
      if (state == JobState.RUNNING) {
        state = JobState.FAILING;
        Throwable first = cause.get();
        failure = first == null ? thrown : first;
      }
      stops = state == JobState.FAILING && !toldToStop;
    }
    if (stops) {
      stopSubtasks();
      toldToStop = true;
    }
    attach(thrown);
  }

  private synchronized void attach(Throwable thrown) {
    if (!(thrown instanceof CancellationException) && failure != null && failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  @Override
  public synchronized void onClosed(SubtaskId subtask) {
    running.remove(subtask);
    endIfLast();
  }

  private void stopSubtasks() {
    stop.raise();
    executor.interrupt();
    topology.wakeAll();
  }

  private void sendMarker(Cut marker) {
    topology.injectCut(marker);
  }

  private synchronized void endIfLast() {
    if (!running.isEmpty()) {
      return;
    }
    state = state.ended();
    notifyAll();
  }
}
