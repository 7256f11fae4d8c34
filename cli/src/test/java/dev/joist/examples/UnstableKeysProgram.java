// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.values.KV;

/** Groups by keys whose coder is not deterministic. */
public final class UnstableKeysProgram {

  private UnstableKeysProgram() {}

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline.apply(Create.of(KV.of(0.5, "half"))).apply("GroupByNumber", GroupByKey.create());
    pipeline.run().waitUntilFinish();
  }
}
