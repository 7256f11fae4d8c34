// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.read.SplitSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pipeline that runs on the floor: threads that each go through all steps. */
final class FloorJob implements PipelineResult {

  private final List<Step> steps;
  private final PipelineOptions options;
  private final List<FloorLane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Step, Queue<BoundedSource<?>>> bounded = new HashMap<>();
  private final Map<Step, Queue<UnboundedSource<?, ?>>> unbounded = new HashMap<>();
  private final KeptViews views = new KeptViews();
  private final StepMetrics metrics = new StepMetrics();
  private final CyclicBarrier barrier;
  private final CountDownLatch running;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private FloorJob(List<Step> steps, PipelineOptions options, int lanes) {
    this.steps = steps;
    this.options = options;
    this.barrier = new CyclicBarrier(lanes);
    this.running = new CountDownLatch(lanes);
  }

  static FloorJob start(List<Step> steps, PipelineOptions options, int lanes) {
    FloorJob job = new FloorJob(steps, options, lanes);
    try {
      for (Step step : steps) {
        job.split(step, lanes);
      }
    } catch (Exception e) {
      throw new IllegalStateException("a source cannot be split", e);
    }
    for (int i = 0; i < lanes; i++) {
      job.lanes.add(new FloorLane(job, i));
    }
    for (FloorLane lane : job.lanes) {
      Thread thread = new Thread(() -> job.run(lane), "floor-lane");
      thread.setDaemon(true);
      job.threads.add(thread);
    }
    job.threads.forEach(Thread::start);
    return job;
  }

  private void split(Step step, int lanes) throws Exception {
    if (step instanceof Step.ReadBounded read) {
      long bytes = SplitSize.bytes(read.source().getEstimatedSizeBytes(options), lanes);
      bounded.put(step, new ConcurrentLinkedQueue<>(read.source().split(bytes, options)));
    } else if (step instanceof Step.ReadUnbounded read) {
      unbounded.put(step, new ConcurrentLinkedQueue<>(read.source().split(lanes, options)));
    }
  }

  private void run(FloorLane lane) {
    MetricsEnvironment.setCurrentContainer(metrics.newContainer("floor"));
    try {
      for (Step step : steps) {
        lane.run(step);
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
      // Nobody is to wait for this lane.
      threads.forEach(Thread::interrupt);
    } finally {
      running.countDown();
    }
  }

  List<Step> steps() {
    return steps;
  }

  PipelineOptions options() {
    return options;
  }

  int lanes() {
    return lanes.size();
  }

  KeptViews views() {
    return views;
  }

  Queue<BoundedSource<?>> splits(Step.ReadBounded read) {
    return bounded.getOrDefault(read, new ConcurrentLinkedQueue<>());
  }

  Queue<UnboundedSource<?, ?>> splits(Step.ReadUnbounded read) {
    return unbounded.getOrDefault(read, new ConcurrentLinkedQueue<>());
  }

  /** What each lane has brought together in {@code step}. */
  List<GroupTable> tables(Step step) {
    return lanes.stream().map(lane -> lane.table(step)).toList();
  }

  /** Waits until every lane has come as far as the one that calls. */
  void awaitOthers() throws InterruptedException, BrokenBarrierException {
    barrier.await();
  }

  @Override
  public State getState() {
    if (failure.get() != null) {
      return State.FAILED;
    }
    return running.getCount() == 0 ? State.DONE : State.RUNNING;
  }

  @Override
  public State cancel() {
    throw new UnsupportedOperationException("the floor cannot be cancelled; end the process");
  }

  @Override
  @SuppressWarnings("NullAway") // Beam wants null here and does not say so in its types
  public @Nullable State waitUntilFinish(@Nullable Duration duration) {
    try {
      if (duration == null || duration.getMillis() < 1) {
        running.await();
      } else if (!running.await(duration.getMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the floor ran", e);
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("a lane of the floor failed", thrown);
    }
    return getState();
  }

  @Override
  public State waitUntilFinish() {
    waitUntilFinish(Duration.ZERO);
    return getState();
  }

  @Override
  public MetricResults metrics() {
    MetricsContainerStepMap now = metrics.merged();
    return MetricsContainerStepMap.asMetricResults(now, now);
  }
}
