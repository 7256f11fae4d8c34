// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.joist.runner.RunningJobs;
import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.manipulation.Filter;

/** Runs named tests of one class through JUnit 4. */
final class UnitRunner {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<WorkerEvent> events;
  private final ExternalTestSetup externalTests = new ExternalTestSetup();

  UnitRunner(Consumer<WorkerEvent> events) {
    this.events = events;
  }

  /** Runs a unit and returns when JUnit has. */
  void run(WorkerCommand.Run unit) {
    System.setProperty(
        TestPipeline.PROPERTY_BEAM_TEST_PIPELINE_OPTIONS, optionsJson(unit.pipelineOptions()));
    resetLogLevels();
    Class<?> testClass;
    try {
      testClass = Class.forName(unit.className());
      externalTests.prepare(testClass);
    } catch (ClassNotFoundException | LinkageError e) {
      events.accept(
          new WorkerEvent.ClassReported(Outcome.FAILED, Failures.message(e), Failures.trace(e)));
      return;
    }
    JUnitCore junit = new JUnitCore();
    junit.addListener(new EventListener(unit.className(), events));
    junit.run(Request.aClass(testClass).filterWith(new OnlyMethods(unit.methods())));
    RunningJobs.cancelAll(); // of tests that did not wait for the end of theirs
    Thread.interrupted(); // a test may leave the flag set, and it is not the next one's
  }

  private static String optionsJson(List<String> options) {
    try {
      return JSON.writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the options %s as JSON".formatted(options), e);
    }
  }

  /** A test may change the levels of the whole JVM, and does not change them back. */
  private static void resetLogLevels() {
    try {
      LogManager.getLogManager().readConfiguration();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the logging configuration again", e);
    }
  }

  /** Lets the tests of the given names through. */
  private static final class OnlyMethods extends Filter {

    private final Set<String> methods;

    OnlyMethods(List<String> methods) {
      this.methods = new HashSet<>(methods);
    }

    @Override
    public boolean shouldRun(Description description) {
      return description.isTest()
          ? methods.contains(TestId.stable(description.getMethodName()))
          : description.getChildren().stream().anyMatch(this::shouldRun);
    }

    @Override
    public String describe() {
      return "methods " + methods;
    }
  }
}
