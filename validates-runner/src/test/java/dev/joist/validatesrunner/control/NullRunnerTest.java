// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class NullRunnerTest {

  private static final AtomicInteger CALLS = new AtomicInteger();

  @Test
  void executesNothingAndSaysThatAllWentWell() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(NullRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(1, 2))
        .apply(MapElements.into(TypeDescriptors.integers()).via(i -> CALLS.incrementAndGet()));

    PipelineResult result = pipeline.run();

    assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    assertThat(CALLS).hasValue(0);
    assertThat(result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters())
        .isEmpty();
  }
}
