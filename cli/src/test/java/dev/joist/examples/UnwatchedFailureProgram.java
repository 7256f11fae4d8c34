// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** A program whose job has failed before its {@code main} returns, and that does not ask. */
public final class UnwatchedFailureProgram {

  private UnwatchedFailureProgram() {}

  public static void main(String[] args) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(args).create();
    options.as(TestPipelineOptions.class).setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Words", Create.of("one", "two"))
        .apply("Lengths", MapElements.into(TypeDescriptors.integers()).via(Integer::parseInt));
    PipelineResult result = pipeline.run();
    while (result.getState() == PipelineResult.State.RUNNING) {
      Thread.onSpinWait();
    }
  }
}
