// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/** Has a transform that only a runner of its own could run: no parts, and no known kind. */
public final class UnknownTransformProgram {

  private UnknownTransformProgram() {}

  static final class Teleport extends PTransform<PCollection<String>, PCollection<String>> {
    @Override
    public PCollection<String> expand(PCollection<String> input) {
      return PCollection.createPrimitiveOutputInternal(
          input.getPipeline(),
          input.getWindowingStrategy(),
          input.isBounded(),
          StringUtf8Coder.of());
    }
  }

  public static void main(String[] args) {
    System.out.println("building");
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline.apply(Create.of("a")).apply("SendAway", new Teleport());
    pipeline.run().waitUntilFinish();
  }
}
