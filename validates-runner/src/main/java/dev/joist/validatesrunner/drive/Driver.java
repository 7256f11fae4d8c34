// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs units on several workers at a time. */
public final class Driver {

  private final WorkerSetup setup;
  private final TimeLimits limits;
  private final int forks;

  /**
   * @param forks how many workers run at a time
   */
  public Driver(WorkerSetup setup, TimeLimits limits, int forks) {
    if (forks < 1) {
      throw new IllegalArgumentException("at least one fork is needed, not %d".formatted(forks));
    }
    this.setup = setup;
    this.limits = limits;
    this.forks = forks;
  }

  /**
   * Runs all units and returns when each of their tests has an outcome.
   *
   * @throws IllegalStateException if no worker comes up
   */
  public void run(Collection<TestUnit> units, OutcomeSink sink) throws InterruptedException {
    if (units.isEmpty()) {
      return;
    }
    setup.prepare();
    Queue<TestUnit> queue = new ConcurrentLinkedQueue<>(units);
    ExecutorService threads = Executors.newFixedThreadPool(forks);
    try {
      List<Future<?>> lanes = new ArrayList<>();
      for (int i = 1; i <= forks; i++) {
        Lane lane = new Lane("worker-" + i, setup, limits, sink);
        lanes.add(
            threads.submit(
                () -> {
                  try (lane) {
                    lane.run(queue);
                  }
                  return lane;
                }));
      }
      for (Future<?> lane : lanes) {
        await(lane);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(Future<?> lane) throws InterruptedException {
    try {
      lane.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lane of workers broke off: " + e.getCause(), e.getCause());
    }
  }
}
