// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.model.pipeline.v1.RunnerApi;

/**
 * Walks the transforms of a pipeline proto, from its roots into their parts, down to those that
 * become nodes.
 *
 * <p>A composite is entered unless a translator takes it whole. The walk keeps its own stack: no
 * nesting is too deep.
 */
final class Hierarchy {

  private record Step(String id, String parent) {}

  private final RunnerApi.Pipeline pipeline;
  private final Problems problems;
  private final Map<String, String> parents = new HashMap<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<Leaf> leaves = new ArrayList<>();

  private Hierarchy(RunnerApi.Pipeline pipeline, Problems problems) {
    this.pipeline = pipeline;
    this.problems = problems;
  }

  /** The transforms that become nodes, in the order of the pipeline. */
  static List<Leaf> leaves(RunnerApi.Pipeline pipeline, Problems problems) {
    Hierarchy hierarchy = new Hierarchy(pipeline, problems);
    hierarchy.push(pipeline.getRootTransformIdsList(), "the pipeline");
    while (!hierarchy.steps.isEmpty()) {
      hierarchy.visit(hierarchy.steps.pop());
    }
    return List.copyOf(hierarchy.leaves);
  }

  private void push(List<String> ids, String parent) {
    for (int i = ids.size() - 1; i >= 0; i--) {
      steps.push(new Step(ids.get(i), parent));
    }
  }

  private void visit(Step step) {
    RunnerApi.PTransform transform = pipeline.getComponents().getTransformsMap().get(step.id());
    if (transform == null) {
      problems.add(
          Problem.malformed(
              step.parent(),
              "it has a part %s, which is not among the pipeline's transforms"
                  .formatted(step.id())));
      return;
    }
    String other = parents.putIfAbsent(step.id(), step.parent());
    if (other != null) {
      problems.add(
          Problem.malformed(
              nameOf(step.id(), transform),
              "it is a part of %s and of %s; a transform has one parent"
                  .formatted(other, step.parent())));
      return;
    }
    enter(step.id(), transform);
  }

  private void enter(String id, RunnerApi.PTransform transform) {
    Optional<TransformTranslator> translator = Translators.forUrn(transform.getSpec().getUrn());
    boolean hasParts = transform.getSubtransformsCount() > 0;
    if (translator.isPresent() && (!hasParts || translator.get().accepts(transform))) {
      leaves.add(new Leaf(id, transform, translator.get()));
    } else if (hasParts) {
      push(transform.getSubtransformsList(), nameOf(id, transform));
    } else if (!isIdentity(transform)) {
      leaves.add(new Leaf(id, transform, UnknownTranslator.INSTANCE));
    }
  }

  /** Whether the transform does nothing: it has no URN, and what it makes is what it reads. */
  private static boolean isIdentity(RunnerApi.PTransform transform) {
    return transform.getSpec().getUrn().isEmpty()
        && transform.getInputsMap().values().containsAll(transform.getOutputsMap().values());
  }

  private static String nameOf(String id, RunnerApi.PTransform transform) {
    return transform.getUniqueName().isEmpty() ? id : transform.getUniqueName();
  }
}
