// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PValue;

/** Finds out whether anything in a pipeline is unbounded. */
final class Boundedness extends PipelineVisitor.Defaults {

  private boolean unboundedFound;

  private Boundedness() {}

  /** Whether {@code pipeline} is to run as a streaming job: it has to, or the options say so. */
  static boolean isStreaming(Pipeline pipeline, PipelineOptions options) {
    Boundedness visitor = new Boundedness();
    pipeline.traverseTopologically(visitor);
    return visitor.unboundedFound || options.as(StreamingOptions.class).isStreaming();
  }

  @Override
  public void visitValue(PValue value, Node producer) {
    unboundedFound |=
        value instanceof PCollection<?> collection && collection.isBounded() == IsBounded.UNBOUNDED;
  }
}
