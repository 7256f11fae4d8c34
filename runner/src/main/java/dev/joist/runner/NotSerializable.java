// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.jspecify.annotations.Nullable;

/** Says of a function that cannot be serialized whose it is, and which of its fields is why. */
final class NotSerializable {

  private NotSerializable() {}

  /** {@code failure} with that said, if it is one to serialize a function; else as it is. */
  static RuntimeException explained(Pipeline pipeline, RuntimeException failure) {
    if (!isOfSerialization(failure)) {
      return failure;
    }
    Finder finder = new Finder();
    pipeline.traverseTopologically(finder);
    String found = finder.found;
    return found == null ? failure : new IllegalArgumentException(found, failure);
  }

  private static boolean isOfSerialization(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof NotSerializableException) {
        return true;
      }
    }
    return false;
  }

  private static final class Finder extends PipelineVisitor.Defaults {

    private @Nullable String found;

    @Override
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      visit(node);
      return CompositeBehavior.ENTER_TRANSFORM;
    }

    @Override
    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
      visit(node);
    }

    private void visit(TransformHierarchy.Node node) {
      PTransform<?, ?> transform = node.getTransform();
      Object function = transform == null ? null : function(transform);
      if (found == null && function != null) {
        Optional<ObjectPath> path = ObjectPath.toFirst(function, o -> !(o instanceof Serializable));
        path.ifPresent(to -> found = sentence(node.getFullName(), function, to));
      }
    }

    private static @Nullable Object function(PTransform<?, ?> transform) {
      if (transform instanceof ParDo.SingleOutput<?, ?> parDo) {
        return parDo.getFn();
      }
      if (transform instanceof ParDo.MultiOutput<?, ?> parDo) {
        return parDo.getFn();
      }
      if (transform instanceof Combine.PerKey<?, ?, ?> combine) {
        return combine.getFn();
      }
      if (transform instanceof Combine.Globally<?, ?> combine) {
        return combine.getFn();
      }
      return transform instanceof Window.Assign<?> assign ? assign.getWindowFn() : null;
    }

    private static String sentence(String name, Object function, ObjectPath path) {
      return "%s: unable to serialize its function, %s: %s is of %s, which is not Serializable."
              .formatted(
                  name, function.getClass().getName(), path.path(), path.end().getClass().getName())
          + " Make that class Serializable, or mark the field transient and set it in @Setup";
    }
  }
}
