// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.util.construction.PTransformTranslation;

/**
 * Finds transforms that no proto can tell of: without parts, and of no kind that Beam has a URN
 * for. Beam would refuse the first of them with a dump of its proto.
 */
final class UnknownTransforms extends PipelineVisitor.Defaults {

  private final List<String> sentences = new ArrayList<>();

  private UnknownTransforms() {}

  /** Throws if there are any in {@code pipeline}, naming all. */
  static void refuse(Pipeline pipeline) {
    UnknownTransforms visitor = new UnknownTransforms();
    pipeline.traverseTopologically(visitor);
    if (!visitor.sentences.isEmpty()) {
      throw new JoistException(Kind.UNSUPPORTED, String.join("\n", visitor.sentences));
    }
  }

  @Override
  public void visitPrimitiveTransform(Node node) {
    PTransform<?, ?> transform = node.getTransform();
    if (transform != null && PTransformTranslation.urnForTransformOrNull(transform) == null) {
      sentences.add(
          ("%s: %s has no parts and is of no kind that Beam can name, so it is not supported; give it"
                  + " an expansion (docs/translation.md, \"What is refused\")")
              .formatted(node.getFullName(), transform.getClass().getName()));
    }
  }
}
