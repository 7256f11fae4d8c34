// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One worker JVM after the other: takes units until none is left, and a new worker whenever one was
 * lost. What a lost worker left undone of its unit goes to the next.
 *
 * <p><b>Threading:</b> one thread runs a lane; lanes share the queue and the sink.
 */
final class Lane implements AutoCloseable {

  private final String name;
  private final WorkerSetup setup;
  private final TimeLimits limits;
  private final OutcomeSink sink;
  private @Nullable WorkerProcess worker;
  private int started;

  Lane(String name, WorkerSetup setup, TimeLimits limits, OutcomeSink sink) {
    this.name = name;
    this.setup = setup;
    this.limits = limits;
    this.sink = sink;
  }

  /** Runs units until the queue is empty. */
  void run(Queue<TestUnit> units) throws InterruptedException {
    TestUnit unit = units.poll();
    while (unit != null) {
      run(unit);
      unit = units.poll();
    }
  }

  private void run(TestUnit unit) throws InterruptedException {
    List<TestId> tests = unit.tests();
    while (!tests.isEmpty()) {
      UnitRun attempt = new UnitRun(unit, tests, worker(), limits, sink);
      if (attempt.run() == UnitRun.End.LOST) {
        close();
      }
      tests = attempt.remaining(); // fewer than before: each end settles at least one
    }
  }

  private WorkerProcess worker() {
    WorkerProcess current = worker;
    if (current == null) {
      started++;
      current = WorkerProcess.start(setup, "%s-%d".formatted(name, started));
      worker = current;
    }
    return current;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }
}
