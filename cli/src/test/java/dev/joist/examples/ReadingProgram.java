// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;
import org.apache.beam.sdk.transforms.Count;

/** Reads a file, and does not ask how its run ended. */
public final class ReadingProgram {

  /** Where to read. */
  public interface Options extends PipelineOptions {
    @Validation.Required
    String getInput();

    void setInput(String input);
  }

  private ReadingProgram() {}

  public static void main(String[] args) {
    Options options = PipelineOptionsFactory.fromArgs(args).withValidation().as(Options.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            "ReadInput",
            TextIO.read()
                .from(options.getInput())
                .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW))
        .apply(Count.perElement());
    pipeline.run();
  }
}
