// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.Rule;
import org.junit.Test;

/**
 * Beam's test pipeline on the runner that programs use. It ends with {@code run()}, and expects as
 * many assertions to have held by then as it has.
 */
public final class AssertionsInTestsTest {

  @Rule public final transient TestPipeline pipeline = TestPipeline.fromOptions(options());

  @Test
  public void areCountedWhenTheRunReturns() {
    PAssert.that(pipeline.apply("Few", Create.of(1, 2))).containsInAnyOrder(2, 1);
    PAssert.thatSingleton(pipeline.apply("Zero", GenerateSequence.from(0).to(1))).isEqualTo(0L);

    assertThat(pipeline.run().getState()).isEqualTo(State.DONE);
  }

  @Test
  public void areThrownAsTheyAreIfTheyFail() {
    PAssert.that(pipeline.apply(Create.of(1, 2))).containsInAnyOrder(2);

    assertThatThrownBy(pipeline::run).isInstanceOf(AssertionError.class);
  }

  @Test
  public void areNotCountedWhereTheRunDoesNotWait() {
    pipeline.getOptions().as(JoistPipelineOptions.class).setBlockOnRun(false);
    PAssert.that(pipeline.apply(Create.of(1, 2))).containsInAnyOrder(2, 1);

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
  }

  private static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--parallelism=2").create();
    options.setRunner(JoistRunner.class);
    return options;
  }
}
