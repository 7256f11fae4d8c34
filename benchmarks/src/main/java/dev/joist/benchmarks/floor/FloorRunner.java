// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.runner.JoistPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.construction.SplittableParDo;

/**
 * No runner but what is below one: every function calls the next, on {@code --parallelism} threads
 * that read the source to its end. Groups and combined values are in hash maps until then and are
 * shared out by key; windows, values and metrics are Beam's. There are no watermarks and triggers,
 * no state, timers, snapshots or channels, nothing is encoded and nothing waits.
 *
 * <p>So a pipeline is about as fast on it as its own code and Beam's interfaces allow, which says
 * what a ratio between two runners can be at most. Its results are right where every window fires
 * once and no element is late; what it does not know it refuses.
 */
public final class FloorRunner extends PipelineRunner<FloorJob> {

  private final JoistPipelineOptions options;

  private FloorRunner(JoistPipelineOptions options) {
    this.options = options;
  }

  /** A runner for {@code options}; Beam finds this method by its name. */
  public static FloorRunner fromOptions(PipelineOptions options) {
    return new FloorRunner(options.as(JoistPipelineOptions.class));
  }

  @Override
  public FloorJob run(Pipeline pipeline) {
    MetricsEnvironment.setMetricsSupported(true);
    SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReads(pipeline);
    return FloorJob.start(Steps.of(pipeline), options, options.getParallelism());
  }
}
