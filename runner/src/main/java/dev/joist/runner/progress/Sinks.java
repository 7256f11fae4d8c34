// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.model.pipeline.v1.RunnerApi.PTransform;
import org.apache.beam.sdk.util.construction.PTransformTranslation;

/** Finds the sinks of a pipeline: the outermost transforms of which nothing is read any more. */
public final class Sinks {

  private final Map<String, PTransform> transforms;
  private final List<Sink> found = new ArrayList<>();

  private Sinks(Map<String, PTransform> transforms) {
    this.transforms = transforms;
  }

  /** The sinks of {@code pipeline}, in its order. */
  public static List<Sink> of(RunnerApi.Pipeline pipeline) {
    Sinks sinks = new Sinks(pipeline.getComponents().getTransformsMap());
    sinks.visitAll(pipeline.getRootTransformIdsList());
    return List.copyOf(sinks.found);
  }

  private void visitAll(Collection<String> ids) {
    for (String id : ids) {
      PTransform transform = transforms.get(id);
      if (transform != null) {
        visit(transform);
      }
    }
  }

  private void visit(PTransform transform) {
    List<PTransform> leaves = new ArrayList<>();
    leaves(transform, leaves);
    Set<String> made = new HashSet<>();
    leaves.forEach(leaf -> made.addAll(leaf.getOutputsMap().values()));
    boolean takesElements =
        !made.containsAll(transform.getInputsMap().values()) && !transform.getInputsMap().isEmpty();
    if (!takesElements || isRead(made, leaves)) {
      visitAll(transform.getSubtransformsList());
      return;
    }
    Set<String> steps = firstSteps(transform, made, leaves);
    if (!steps.isEmpty()) {
      found.add(new Sink(transform.getUniqueName(), List.copyOf(steps)));
    }
  }

  /** Whether anything else reads what {@code leaves} make. */
  private boolean isRead(Set<String> made, List<PTransform> leaves) {
    return transforms.values().stream()
        .filter(other -> other.getSubtransformsCount() == 0 && !leaves.contains(other))
        .anyMatch(other -> other.getInputsMap().values().stream().anyMatch(made::contains));
  }

  private void leaves(PTransform transform, List<PTransform> leaves) {
    if (transform.getSubtransformsCount() == 0) {
      leaves.add(transform);
    }
    for (String id : transform.getSubtransformsList()) {
      PTransform part = transforms.get(id);
      if (part != null) {
        leaves(part, leaves);
      }
    }
  }

  /**
   * The ParDos that the elements reach first, through what only puts them into windows or groups.
   */
  private static Set<String> firstSteps(
      PTransform sink, Set<String> made, List<PTransform> leaves) {
    Set<String> steps = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> reached = new ArrayDeque<>(sink.getInputsMap().values());
    reached.removeIf(made::contains);
    while (!reached.isEmpty()) {
      String collection = reached.poll();
      if (!seen.add(collection)) {
        continue;
      }
      for (PTransform leaf : leaves) {
        if (!leaf.getInputsMap().containsValue(collection)) {
          continue;
        }
        if (leaf.getSpec().getUrn().equals(PTransformTranslation.PAR_DO_TRANSFORM_URN)) {
          steps.add(leaf.getUniqueName());
        } else {
          reached.addAll(leaf.getOutputsMap().values());
        }
      }
    }
    return steps;
  }
}
