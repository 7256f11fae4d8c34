// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import dev.joist.validatesrunner.scan.TestId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.Ignore;
import org.junit.runner.Description;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/** Turns what JUnit says of one class into events, as it says it. */
public final class EventListener extends RunListener {

  /** The name JUnit gives to the failure to make a runner for a class. */
  private static final String INITIALIZATION_ERROR = "initializationError";

  private final String className;
  private final Consumer<WorkerEvent> events;
  private final Map<String, Integer> occurrences = new HashMap<>();
  private @Nullable TestId running;
  private long startNanos;
  private Outcome outcome = Outcome.PASSED;
  private @Nullable Throwable thrown;

  EventListener(String className, Consumer<WorkerEvent> events) {
    this.className = className;
    this.events = events;
  }

  @Override
  public void testStarted(Description description) {
    // With this, TestPipeline counts the assertions that succeeded. A runner may have unset it.
    MetricsEnvironment.setMetricsSupported(true);
    outcome = Outcome.PASSED;
    thrown = null;
    startNanos = System.nanoTime();
    String methodName = description.getMethodName();
    if (methodName == null || methodName.equals(INITIALIZATION_ERROR)) {
      running = null;
      return;
    }
    running = id(methodName);
    System.err.println(logMarker(running));
    events.accept(new WorkerEvent.Started(running));
  }

  @Override
  public void testFailure(Failure failure) {
    onThrown(Outcome.FAILED, failure.getException());
  }

  @Override
  public void testAssumptionFailure(Failure failure) {
    onThrown(Outcome.ASSUMPTION_FAILED, failure.getException());
  }

  /** Takes the first of several failures of one test, unless that was only an assumption. */
  private void onThrown(Outcome kind, Throwable exception) {
    if (running == null) {
      events.accept(
          new WorkerEvent.ClassReported(
              kind, Failures.message(exception), Failures.trace(exception)));
    } else if (outcome != Outcome.FAILED) {
      outcome = kind;
      thrown = exception;
    }
  }

  @Override
  public void testFinished(Description description) {
    if (running == null) {
      return;
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    events.accept(
        new WorkerEvent.Finished(
            running, outcome, seconds, Failures.message(thrown), Failures.trace(thrown)));
    running = null;
  }

  @Override
  public void testIgnored(Description description) {
    Ignore ignore = description.getAnnotation(Ignore.class);
    String reason = ignore == null ? "" : ignore.value();
    String methodName = description.getMethodName();
    events.accept(
        methodName == null
            ? new WorkerEvent.ClassReported(Outcome.IGNORED, reason, "")
            : new WorkerEvent.Finished(id(methodName), Outcome.IGNORED, 0, reason, ""));
  }

  /** What the log says where a test begins. */
  public static String logMarker(TestId test) {
    return "=== " + test;
  }

  private TestId id(String methodName) {
    String name = TestId.stable(methodName);
    return new TestId(className, name).occurrence(occurrences.merge(name, 1, Integer::sum));
  }
}
