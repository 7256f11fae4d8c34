// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Duration;

/** Counts for ever; says when the first number came, and when its function was torn down. */
public final class EndlessProgram {

  private EndlessProgram() {}

  static final class Announce extends DoFn<Long, Void> {
    @ProcessElement
    public void process(@Element Long number) {
      if (number == 0) {
        System.out.println("counting");
      }
    }

    @Teardown
    public void tearDown() {
      System.out.println("torn down");
    }
  }

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline
        .apply(GenerateSequence.from(0).withRate(1000, Duration.standardSeconds(1)))
        .apply(ParDo.of(new Announce()));
    pipeline.run().waitUntilFinish();
  }
}
