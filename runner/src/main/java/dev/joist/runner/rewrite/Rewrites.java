// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.apache.beam.sdk.util.construction.UnconsumedReads;
import org.apache.beam.sdk.util.construction.graph.ProjectionPushdownOptimizer;

/**
 * The rewrites that need a pipeline's Java objects, in the order in which they are applied.
 *
 * <p>All else is done on the proto, where pipelines of every SDK meet. A composite that one of them
 * puts in is seen by those after it, so reads come late. Each leaves the user's names of steps as
 * they are, and changes nothing in a pipeline that it was applied to before.
 *
 * <p>Combines with side inputs need none: in the proto they are a GroupByKey and a ParDo.
 */
public final class Rewrites {

  private static final List<Named> ALL =
      List.of(
          new Named("projection pushdown", Rewrites::pushProjectionsDown),
          new Named("shards of unbounded writes", ShardedWrites::rewrite),
          new Named("files of bounded writes", BoundedWrites::rewrite),
          new Named(
              "names of written files", (pipeline, context) -> GatheredWrites.rewrite(pipeline)),
          new Named("shards of destinations", ShardsOfDestinations::rewrite),
          new Named("primitive reads", Rewrites::makeReadsPrimitive),
          new Named("unconsumed reads", (pipeline, context) -> consumeReads(pipeline)));

  private Rewrites() {}

  /** Changes {@code pipeline} by every rewrite in turn. */
  public static void applyAll(Pipeline pipeline, Context context) {
    ALL.forEach(named -> named.rewrite().apply(pipeline, context));
  }

  /** The names of the rewrites, in order. */
  public static List<String> names() {
    return ALL.stream().map(Named::name).toList();
  }

  /** Sources that can leave out fields which nobody reads are told to. */
  private static void pushProjectionsDown(Pipeline pipeline, Context context) {
    if (!ExperimentalOptions.hasExperiment(context.options(), "disable_projection_pushdown")) {
      ProjectionPushdownOptimizer.optimize(pipeline);
    }
  }

  /**
   * Reads that Beam wraps into splittable functions become reads again: a source's own splits,
   * watermarks and marks then reach the runtime without a wrapper around each.
   */
  private static void makeReadsPrimitive(Pipeline pipeline, Context context) {
    SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReadsIfNecessary(pipeline);
  }

  /** A read whose output nobody takes is still to be done. */
  private static void consumeReads(Pipeline pipeline) {
    UnconsumedReads.ensureAllReadsConsumed(pipeline);
  }

  /**
   * What a rewrite may ask for.
   *
   * @param options the options of this run
   * @param parallelism subtasks of a stage that can be spread
   * @param streaming whether results are due before the input ends
   */
  public record Context(PipelineOptions options, int parallelism, boolean streaming) {}

  private record Named(String name, Rewrite rewrite) {}

  /** Changes a pipeline in place. */
  @FunctionalInterface
  private interface Rewrite {
    void apply(Pipeline pipeline, Context context);
  }
}
