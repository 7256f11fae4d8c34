// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.metrics.MetricsContainer;
import org.junit.jupiter.api.Test;

class StepOfThreadTest {

  private final StepMetrics metrics = new StepMetrics();

  @Test
  void tellsTheStepThatAThreadIsInNow() {
    StepScope outer = new StepScope(metrics, "Outer");
    StepScope inner = new StepScope(metrics, "Inner");
    Thread thread = Thread.currentThread();

    MetricsContainer before = outer.enter();
    MetricsContainer outside = inner.enter();
    assertThat(metrics.stepOf(thread)).contains("Inner");
    inner.exit(outside);
    assertThat(metrics.stepOf(thread)).contains("Outer");
    outer.exit(before);
    assertThat(metrics.stepOf(thread)).isEmpty();
  }

  @Test
  void knowsNothingOfOtherThreads() {
    assertThat(metrics.stepOf(new Thread("other"))).isEmpty();
  }
}
