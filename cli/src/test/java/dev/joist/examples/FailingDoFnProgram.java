// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** A pipeline whose function throws at the third element. */
public final class FailingDoFnProgram {

  private FailingDoFnProgram() {}

  static final class Parse extends DoFn<String, Integer> {
    @ProcessElement
    public void process(@Element String text, OutputReceiver<Integer> output) {
      output.output(Integer.valueOf(text));
    }
  }

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline.apply(Create.of("1", "2", "three")).apply("ParseNumbers", ParDo.of(new Parse()));
    pipeline.run().waitUntilFinish();
  }
}
