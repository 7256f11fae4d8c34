// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;
import org.apache.beam.sdk.transforms.Create;

/** Writes a line to a file. */
public final class WritingProgram {

  /** Where to write. */
  public interface Options extends PipelineOptions {
    @Validation.Required
    String getOutput();

    void setOutput(String output);
  }

  private WritingProgram() {}

  public static void main(String[] args) {
    Options options = PipelineOptionsFactory.fromArgs(args).withValidation().as(Options.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of("a line"))
        .apply("WriteOutput", TextIO.write().to(options.getOutput()).withNumShards(1));
    pipeline.run().waitUntilFinish();
  }
}
