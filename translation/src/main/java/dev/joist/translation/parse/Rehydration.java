// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.construction.RehydratedComponents;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Makes coders, windowing strategies and PCollections out of the components of a pipeline proto.
 *
 * <p>Each is made once. Windowing strategies get back what {@code WindowingStrategyTranslation}
 * forgets: that their windows are merged already.
 */
final class Rehydration {

  private final RunnerApi.Components components;
  private final RehydratedComponents rehydrated;
  private final Map<String, WindowingStrategy<?, ?>> strategies = new HashMap<>();
  private final Map<CollectionId, LogicalCollection> collections = new HashMap<>();

  /**
   * @param components those of the pipeline proto
   * @param host a pipeline with the user's options, for the parts of Beam that want one
   */
  Rehydration(RunnerApi.Components components, Pipeline host) {
    this.components = components;
    this.rehydrated = RehydratedComponents.forComponents(components).withPipeline(host);
  }

  /** The components as Beam's own translations want them. */
  RehydratedComponents components() {
    return rehydrated;
  }

  Coder<?> coder(String id) {
    try {
      return rehydrated.getCoder(id);
    } catch (IOException | RuntimeException e) {
      throw failure("coder " + id, e);
    }
  }

  WindowingStrategy<?, ?> windowing(String id) {
    WindowingStrategy<?, ?> known = strategies.get(id);
    if (known != null) {
      return known;
    }
    WindowingStrategy<?, ?> made = makeWindowing(id);
    strategies.put(id, made);
    return made;
  }

  LogicalCollection collection(String id) {
    return collections.computeIfAbsent(new CollectionId(id), key -> makeCollection(id));
  }

  /** The PCollection as an object of the SDK, for views. */
  PCollection<?> pcollection(String id) {
    try {
      PCollection<?> collection = rehydrated.getPCollection(id);
      String strategy = components.getPcollectionsOrThrow(id).getWindowingStrategyId();
      return collection.setWindowingStrategyInternal(windowing(strategy));
    } catch (IOException | RuntimeException e) {
      throw failure("PCollection " + id, e);
    }
  }

  private WindowingStrategy<?, ?> makeWindowing(String id) {
    try {
      boolean merged =
          components.getWindowingStrategiesOrThrow(id).getMergeStatus()
              == RunnerApi.MergeStatus.Enum.ALREADY_MERGED;
      return rehydrated.getWindowingStrategy(id).withAlreadyMerged(merged);
    } catch (IOException | RuntimeException e) {
      throw failure("windowing strategy " + id, e);
    }
  }

  private LogicalCollection makeCollection(String id) {
    RunnerApi.PCollection proto = components.getPcollectionsOrThrow(id);
    return new LogicalCollection(
        new CollectionId(id),
        proto.getUniqueName().isEmpty() ? id : proto.getUniqueName(),
        coder(proto.getCoderId()),
        windowing(proto.getWindowingStrategyId()),
        proto.getIsBounded() == RunnerApi.IsBounded.Enum.BOUNDED);
  }

  private static ProblemException failure(String what, Exception e) {
    return new ProblemException(
        Problem.configuration(
            what, "it cannot be made from the pipeline proto: " + rootMessage(e), e));
  }

  /** What the innermost cause of {@code thrown} says. */
  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }
}
