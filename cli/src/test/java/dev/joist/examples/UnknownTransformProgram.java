// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;

/** Has a transform that only a runner of its own could run: no parts, and no known kind. */
public final class UnknownTransformProgram {

  private static final AtomicInteger SEEN = new AtomicInteger();

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

  static final class See extends SimpleFunction<String, String> {
    @Override
    public String apply(String element) {
      SEEN.incrementAndGet();
      return element;
    }
  }

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline
        .apply(Create.of("a"))
        .apply(MapElements.via(new See()))
        .apply("SendAway", new Teleport());
    pipeline.run().waitUntilFinish();
  }

  /** How many elements the part before the unknown transform saw, in all runs. */
  public static int elementsSeen() {
    return SEEN.get();
  }
}
