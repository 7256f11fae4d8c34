// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.control;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;

/**
 * A runner that executes nothing and says that all went well. A test that passes on it shows
 * nothing about a runner, so its passes are published beside every result.
 */
public final class NullRunner extends PipelineRunner<PipelineResult> {

  private NullRunner() {}

  /** Called by Beam, by name. */
  public static NullRunner fromOptions(PipelineOptions options) {
    return new NullRunner();
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    return new DoneResult();
  }

  /** A job that was over before it began. */
  private static final class DoneResult implements PipelineResult {

    @Override
    public State getState() {
      return State.DONE;
    }

    @Override
    public State cancel() {
      return State.DONE;
    }

    @Override
    public State waitUntilFinish(Duration duration) {
      return State.DONE;
    }

    @Override
    public State waitUntilFinish() {
      return State.DONE;
    }

    @Override
    public MetricResults metrics() {
      return new NoMetrics();
    }
  }

  /** What a job that did nothing counted. */
  private static final class NoMetrics extends MetricResults {

    @Override
    public MetricQueryResults queryMetrics(MetricsFilter filter) {
      return MetricQueryResults.create(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
  }
}
