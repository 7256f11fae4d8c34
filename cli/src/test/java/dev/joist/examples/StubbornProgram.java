// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** Has a function that never returns and does not care for interrupts. */
public final class StubbornProgram {

  private StubbornProgram() {}

  static final class Stubborn extends DoFn<Integer, Void> {
    @ProcessElement
    public void process() {
      System.out.println("working");
      while (true) {
        LockSupport.park();
        Thread.interrupted();
      }
    }
  }

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline.apply(Create.of(1)).apply("Stubborn", ParDo.of(new Stubborn()));
    pipeline.run().waitUntilFinish();
  }
}
