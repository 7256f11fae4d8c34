// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.io.WriteFiles;
import org.apache.beam.sdk.runners.PTransformMatcher;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.errorhandling.BadRecordRouter;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.jspecify.annotations.Nullable;

/** Finds the file writes of a pipeline that leave the number of shards to the runner. */
final class FileWrites extends PipelineVisitor.Defaults {

  private final Map<Node, Found> found = new LinkedHashMap<>();
  private final Predicate<Node> wanted;

  private FileWrites(Predicate<Node> wanted) {
    this.wanted = wanted;
  }

  /** The writes of {@code pipeline} without a number of shards. */
  static List<Found> withoutShards(Pipeline pipeline) {
    return in(
        pipeline,
        node ->
            node.getTransform() instanceof WriteFiles<?, ?, ?> write
                && write.getNumShardsProvider() == null
                && write.getComputeNumShards() == null);
  }

  /** The writes of {@code pipeline} that {@link ShardedWrites} has given a number of shards. */
  static List<Found> withShardsOfOurs(Pipeline pipeline) {
    return in(pipeline, node -> node.getEnclosingNode().getTransform() instanceof ShardedWrite);
  }

  private static List<Found> in(Pipeline pipeline, Predicate<Node> wanted) {
    FileWrites visitor = new FileWrites(wanted);
    pipeline.traverseTopologically(visitor);
    return List.copyOf(visitor.found.values());
  }

  @Override
  public CompositeBehavior enterCompositeTransform(Node node) {
    if (!node.isRootNode()) {
      if (node.getTransform() instanceof WriteFiles<?, ?, ?> write && wanted.test(node)) {
        found.put(node, new Found(node, write));
      }
      writeAround(node).ifPresent(write -> write.addPart(node));
    }
    return CompositeBehavior.ENTER_TRANSFORM;
  }

  @Override
  public void visitPrimitiveTransform(Node node) {
    writeAround(node).ifPresent(write -> write.addPart(node));
  }

  private Optional<Found> writeAround(Node node) {
    for (Node around = node.getEnclosingNode();
        around != null && !around.isRootNode();
        around = around.getEnclosingNode()) {
      Found write = found.get(around);
      if (write != null) {
        return Optional.of(write);
      }
    }
    return Optional.empty();
  }

  /** A write, and what it consists of. */
  static final class Found {

    private final Node node;
    private final WriteFiles<?, ?, ?> write;
    private final Map<String, String> classesByName = new LinkedHashMap<>();
    private final List<PCollection<?>> badRecords = new ArrayList<>();

    private Found(Node node, WriteFiles<?, ?, ?> write) {
      this.node = node;
      this.write = write;
    }

    private void addPart(Node part) {
      if (part.getTransform() != null) {
        classesByName.put(part.getFullName(), nameOfClass(part.getTransform()));
      }
      @Nullable PCollection<?> bad = part.getOutputs().get(BadRecordRouter.BAD_RECORD_TAG);
      if (bad != null) {
        badRecords.add(bad);
      }
    }

    String name() {
      return node.getFullName();
    }

    WriteFiles<?, ?, ?> write() {
      return write;
    }

    /** The collections that the write has handed to the user's error handler, if there is one. */
    List<PCollection<?>> badRecords() {
      return write.getBadRecordErrorHandler() instanceof ErrorHandler.DefaultErrorHandler
          ? List.of()
          : badRecords;
    }

    boolean isUnbounded() {
      return node.getInputs().entrySet().stream()
          .filter(input -> !write.getAdditionalInputs().containsKey(input.getKey()))
          .anyMatch(input -> input.getValue().isBounded() == IsBounded.UNBOUNDED);
    }

    boolean hasPart(Class<?> type) {
      return classesByName.containsValue(type.getName());
    }

    boolean hasPart(String step) {
      return classesByName.keySet().stream().anyMatch(name -> name.endsWith(step));
    }

    /** Matches the write itself. */
    PTransformMatcher matcher() {
      return matcher(name(), WriteFiles.class::isInstance);
    }

    /** Matches the one part of the write whose class, or function, is {@code className}. */
    PTransformMatcher partMatcher(String className) {
      return partMatcher(className, "");
    }

    /**
     * Matches the one part of the write whose class, or function, is {@code className} and whose
     * name ends with {@code step}.
     */
    PTransformMatcher partMatcher(String className, String step) {
      String part =
          classesByName.entrySet().stream()
              .filter(each -> each.getValue().equals(className) && each.getKey().endsWith(step))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "%s has no part %s of class %s; this version of Beam writes files in another way"
                              .formatted(name(), step, className)));
      return matcher(part, transform -> nameOfClass(transform).equals(className));
    }

    /** The class of {@code transform}, of a ParDo that of its function. */
    private static String nameOfClass(PTransform<?, ?> transform) {
      Object named = transform instanceof ParDo.MultiOutput<?, ?> parDo ? parDo.getFn() : transform;
      return named.getClass().getName();
    }

    private static PTransformMatcher matcher(
        String fullName, Predicate<PTransform<?, ?>> transform) {
      return applied ->
          applied.getFullName().equals(fullName) && transform.test(applied.getTransform());
    }
  }
}
