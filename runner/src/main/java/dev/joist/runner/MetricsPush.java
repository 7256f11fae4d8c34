// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.core.metrics.NoOpMetricsSink;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.metrics.MetricsOptions;
import org.apache.beam.sdk.metrics.MetricsSink;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.InstanceBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the metrics of a job to the sink of {@link MetricsOptions}, every period and once more
 * when the job has ended.
 *
 * <p>A sink that fails is logged and asked again at the next period; it does not fail the job.
 *
 * <p><b>Threading:</b> has a daemon thread of its own, which is the only one to call the sink.
 */
final class MetricsPush {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsPush.class);

  private final MetricsSink sink;
  private final JoistPipelineResult result;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(MetricsPush::newThread);

  private MetricsPush(MetricsSink sink, JoistPipelineResult result) {
    this.sink = sink;
    this.result = result;
  }

  /**
   * Whether a sink may be set in the options that {@code json} is of. To ask the options themselves
   * has Beam compare all their interfaces with that of the sink's, at a twentieth of the time it
   * takes to start a pipeline.
   */
  static boolean mayBeWanted(String json) {
    return json.contains("\"metricsSink\"");
  }

  /** Begins to push if a sink is set; {@code whenEnded} takes what is to be done at the end. */
  static void start(PipelineOptions options, JoistPipelineResult result, EndListeners whenEnded) {
    MetricsOptions metrics = options.as(MetricsOptions.class);
    if (metrics.getMetricsSink() == null || metrics.getMetricsSink() == NoOpMetricsSink.class) {
      return;
    }
    MetricsSink sink =
        InstanceBuilder.ofType(MetricsSink.class)
            .fromClass(metrics.getMetricsSink())
            .withArg(MetricsOptions.class, metrics)
            .build();
    MetricsPush push = new MetricsPush(sink, result);
    long period = metrics.getMetricsPushPeriod();
    ScheduledFuture<?> unused =
        push.scheduler.scheduleAtFixedRate(push::write, period, period, TimeUnit.SECONDS);
    whenEnded.add(push::end);
  }

  /** Takes actions for the end of a job. */
  @FunctionalInterface
  interface EndListeners {
    void add(Runnable action);
  }

  private void end() {
    scheduler.execute(this::write);
    scheduler.shutdown();
  }

  private void write() {
    try {
      sink.writeMetrics(result.metrics().queryMetrics(MetricsFilter.builder().build()));
    } catch (Exception e) {
      LOG.warn("The metrics sink {} failed", sink.getClass().getName(), e);
    }
  }

  private static Thread newThread(Runnable runnable) {
    Thread thread = new Thread(runnable, "joist-metrics-push");
    thread.setDaemon(true);
    return thread;
  }
}
