// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** Has a function that ends the process. */
public final class ExitingProgram {

  private ExitingProgram() {}

  static final class Exit extends DoFn<Integer, Void> {
    @ProcessElement
    public void process() {
      System.exit(3);
    }
  }

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline.apply(Create.of(1)).apply("Exit", ParDo.of(new Exit()));
    pipeline.run().waitUntilFinish();
  }
}
