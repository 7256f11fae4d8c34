// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.EventListener;
import dev.joist.validatesrunner.worker.Outcome;
import dev.joist.validatesrunner.worker.WorkerCommand;
import dev.joist.validatesrunner.worker.WorkerEvent;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run tests of a unit on one worker: listens to it, keeps the time limit, and passes
 * on what comes of each test.
 *
 * <pre>
 *            started                    finished
 *   idle ──────────────► a test runs ──────────────► idle ── done ──► DONE
 *    │ limit, death            │ limit: TIMED_OUT
 *    ▼                         ▼ death: CRASHED
 *   LOST                      LOST
 * </pre>
 */
final class UnitRun implements WorkerEvent.Receiver {

  /** How an attempt ended. */
  enum End {
    /** The worker is ready for the next unit. */
    DONE,
    /** The worker is of no more use. */
    LOST
  }

  private static final int DUMP_MILLIS = 5_000;

  private final TestUnit unit;
  private final WorkerProcess worker;
  private final TimeLimits limits;
  private final OutcomeSink sink;
  private final Set<TestId> remaining;

  private @Nullable TestId running;
  private long deadlineNanos;
  private boolean done;
  private boolean reportedAny;

  /** What is said of the class as a whole, for those of its tests that are not reported. */
  private WorkerEvent.@Nullable ClassReported classReport;

  UnitRun(
      TestUnit unit,
      List<TestId> tests,
      WorkerProcess worker,
      TimeLimits limits,
      OutcomeSink sink) {
    this.unit = unit;
    this.worker = worker;
    this.limits = limits;
    this.sink = sink;
    this.remaining = new LinkedHashSet<>(tests);
  }

  /** The tests of which nothing was heard. */
  List<TestId> remaining() {
    return List.copyOf(remaining);
  }

  End run() throws InterruptedException {
    setDeadline(limits.defaultSeconds());
    try {
      worker.send(
          new WorkerCommand.Run(
              unit.mode().pipelineOptions(),
              unit.className(),
              remaining.stream().map(id -> id.reported().methodName()).distinct().toList()));
      while (!done) {
        Optional<WorkerEvent> event = worker.receive(millisLeft());
        if (event.isEmpty()) {
          return onDeath();
        }
        event.get().deliverTo(this);
      }
    } catch (SocketTimeoutException e) {
      return onLimit();
    } catch (IOException e) {
      return onDeath();
    }
    closeUnit();
    return End.DONE;
  }

  /** At least a millisecond, as 0 would be for ever. */
  private int millisLeft() {
    return (int) Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
  }

  private void setDeadline(int seconds) {
    deadlineNanos = System.nanoTime() + seconds * 1_000_000_000L;
  }

  @Override
  public void onHello(WorkerEvent.Hello event) {
    throw new IllegalStateException("a worker greeted twice, in " + unit.className());
  }

  @Override
  public void onStarted(WorkerEvent.Started event) {
    running = event.test();
    setDeadline(limits.secondsOf(event.test()));
  }

  @Override
  public void onFinished(WorkerEvent.Finished event) {
    running = null;
    setDeadline(limits.defaultSeconds());
    report(event.test(), event.outcome(), event.seconds(), event.message(), event.trace());
  }

  @Override
  public void onClassReported(WorkerEvent.ClassReported event) {
    if (classReport == null) {
      classReport = event;
    }
  }

  @Override
  public void onUnitDone(WorkerEvent.UnitDone event) {
    done = true;
  }

  @Override
  public void onDumped(WorkerEvent.Dumped event) {
    throw new IllegalStateException("a worker sent an unasked dump, in " + unit.className());
  }

  private void report(TestId test, Outcome outcome, double seconds, String message, String trace) {
    String detail =
        outcome.failed()
            ? "%s%n--- end of %s ---%n%s"
                .formatted(
                    trace,
                    worker.log().file().getFileName(),
                    worker.log().tailAfter(EventListener.logMarker(test)))
            : "";
    remaining.remove(test);
    reportedAny = true;
    sink.accept(new TestOutcome(unit.mode().name(), test, outcome, seconds, message, detail));
  }

  /** Settles what was not reported one by one. */
  private void closeUnit() {
    WorkerEvent.ClassReported said = classReport;
    if (said != null && remaining.isEmpty() && said.outcome() == Outcome.FAILED) {
      TestId tearDown = new TestId(unit.className(), "<class>");
      report(tearDown, Outcome.FAILED, 0, said.message(), said.trace());
    }
    for (TestId test : remaining()) {
      if (said == null) {
        report(test, Outcome.NOT_REPORTED, 0, "JUnit did not report this test", "");
      } else {
        report(test, said.outcome(), 0, said.message(), said.trace());
      }
    }
  }

  private End onLimit() {
    String dump = threadDump();
    if (running != null) {
      int seconds = limits.secondsOf(running);
      report(
          running,
          Outcome.TIMED_OUT,
          seconds,
          "killed at its limit of %d s".formatted(seconds),
          dump);
    } else {
      String message =
          "the set-up or tear-down of the class was killed at its limit of %d s"
              .formatted(limits.defaultSeconds());
      failRemaining(Outcome.TIMED_OUT, message, dump);
    }
    return End.LOST;
  }

  private End onDeath() throws InterruptedException {
    String message = worker.describeEnd();
    if (running != null) {
      double seconds = (System.nanoTime() - deadlineNanos) / 1e9 + limits.secondsOf(running);
      report(running, Outcome.CRASHED, Math.max(0, seconds), message, "");
    } else {
      failRemaining(Outcome.CRASHED, message + " between two tests", "");
    }
    return End.LOST;
  }

  /**
   * Leaves what remains to another worker if this one got somewhere, so that all ends settle some.
   */
  private void failRemaining(Outcome outcome, String message, String trace) {
    if (reportedAny) {
      return;
    }
    remaining().forEach(test -> report(test, outcome, 0, message, trace));
  }

  private String threadDump() {
    try {
      worker.send(new WorkerCommand.Dump());
      Optional<WorkerEvent> answer = worker.receive(DUMP_MILLIS);
      while (answer.isPresent()) {
        if (answer.get() instanceof WorkerEvent.Dumped dumped) {
          return dumped.text();
        }
        answer = worker.receive(DUMP_MILLIS); // what the worker said just before it was asked
      }
      return "the worker ended before it sent its threads";
    } catch (IOException e) {
      return "the worker did not send its threads: " + e.getMessage();
    }
  }
}
