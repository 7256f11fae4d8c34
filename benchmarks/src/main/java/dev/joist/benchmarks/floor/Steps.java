// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** Takes a pipeline apart into steps, each behind those it takes elements of. */
final class Steps extends Pipeline.PipelineVisitor.Defaults {

  private final List<Step> steps = new ArrayList<>();

  private Steps() {}

  static List<Step> of(Pipeline pipeline) {
    Steps visitor = new Steps();
    pipeline.traverseTopologically(visitor);
    return List.copyOf(visitor.steps);
  }

  @Override
  public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
    if (node.getTransform() instanceof Combine.PerKey<?, ?, ?> combine
        && combine.getFn() instanceof CombineFn<?, ?, ?> fn) {
      steps.add(group(node, fn));
      return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
    }
    return CompositeBehavior.ENTER_TRANSFORM;
  }

  @Override
  public void visitPrimitiveTransform(TransformHierarchy.Node node) {
    steps.add(step(node, requireNonNull(node.getTransform(), "only the root has no transform")));
  }

  private static Step step(TransformHierarchy.Node node, PTransform<?, ?> transform) {
    if (transform instanceof SplittableParDo.PrimitiveBoundedRead<?> read) {
      return new Step.ReadBounded(read.getSource(), onlyOutput(node));
    }
    if (transform instanceof SplittableParDo.PrimitiveUnboundedRead<?> read) {
      return new Step.ReadUnbounded(read.getSource(), onlyOutput(node));
    }
    if (transform instanceof Impulse) {
      return new Step.Begin(onlyOutput(node));
    }
    if (transform instanceof ParDo.MultiOutput<?, ?> parDo) {
      return call(node, parDo);
    }
    if (transform instanceof Window.Assign<?> assign) {
      return assign.getWindowFn() == null
          ? new Step.Merge(List.of(onlyInput(node)), onlyOutput(node))
          : new Step.Assign(
              node.getFullName(), assign.getWindowFn(), onlyInput(node), onlyOutput(node));
    }
    if (transform instanceof Flatten.PCollections<?>) {
      return new Step.Merge(List.copyOf(node.getInputs().values()), onlyOutput(node));
    }
    if (transform instanceof GroupByKey<?, ?>) {
      return group(node, new ListFn<>());
    }
    if (transform instanceof View.CreatePCollectionView<?, ?> create) {
      return keep(node, create);
    }
    throw new IllegalArgumentException(
        "%s is a %s, which the floor does not know"
            .formatted(node.getFullName(), transform.getClass().getName()));
  }

  private static Step call(TransformHierarchy.Node node, ParDo.MultiOutput<?, ?> parDo) {
    if (DoFnSignatures.isStateful(parDo.getFn()) || DoFnSignatures.isSplittable(parDo.getFn())) {
      throw new IllegalArgumentException(
          "%s has state, timers or restrictions, which the floor does not know"
              .formatted(node.getFullName()));
    }
    PCollection<?> input = mainInput(node, parDo);
    return new Step.Call(
        node.getFullName(),
        parDo.getFn(),
        parDo.getMainOutputTag(),
        input,
        Map.copyOf(node.getOutputs()),
        Map.copyOf(parDo.getSideInputs()),
        ParDo.getDoFnSchemaInformation(parDo.getFn(), input));
  }

  @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
  private static Step keep(TransformHierarchy.Node node, View.CreatePCollectionView<?, ?> create) {
    return new Step.Keep(create.getView(), onlyInput(node));
  }

  private static Step group(TransformHierarchy.Node node, CombineFn<?, ?, ?> fn) {
    PCollection<?> input = onlyInput(node);
    if (!input.getWindowingStrategy().getWindowFn().isNonMerging()) {
      throw new IllegalArgumentException(
          "%s groups in %s, which merge; the floor does not know that"
              .formatted(node.getFullName(), input.getWindowingStrategy().getWindowFn()));
    }
    return new Step.Group(fn, input, onlyOutput(node));
  }

  private static PCollection<?> mainInput(
      TransformHierarchy.Node node, ParDo.MultiOutput<?, ?> parDo) {
    Map<TupleTag<?>, PCollection<?>> inputs = new HashMap<>(node.getInputs());
    inputs.keySet().removeAll(parDo.getAdditionalInputs().keySet());
    return only(node, "main input", inputs);
  }

  private static PCollection<?> onlyInput(TransformHierarchy.Node node) {
    return only(node, "input", node.getInputs());
  }

  private static PCollection<?> onlyOutput(TransformHierarchy.Node node) {
    return only(node, "output", node.getOutputs());
  }

  private static PCollection<?> only(
      TransformHierarchy.Node node, String what, Map<TupleTag<?>, PCollection<?>> collections) {
    if (collections.size() != 1) {
      throw new IllegalArgumentException(
          "%s has %d collections as %s, not one"
              .formatted(node.getFullName(), collections.size(), what));
    }
    return collections.values().iterator().next();
  }
}
