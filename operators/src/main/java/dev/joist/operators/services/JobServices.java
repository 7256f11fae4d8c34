// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.services;

import dev.joist.operators.metrics.StepMetrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.LoggerFactory;

/**
 * What every operator of a job may use.
 *
 * @param options the options of the pipeline, the same object for the whole job
 * @param metrics where user metrics are written
 * @param streaming whether the job was submitted as a streaming job
 * @param idleTimeoutMillis how long a split of an unbounded source may be without data before
 *     nobody waits for its watermark; {@code Long.MAX_VALUE} for ever
 * @param spilling how groups, views and elements that wait go beyond memory
 */
public record JobServices(
    PipelineOptions options,
    StepMetrics metrics,
    boolean streaming,
    long idleTimeoutMillis,
    Spilling spilling) {

  static {
    // To have made them is what counts.
    LoggerFactory.getLogger(JobServices.class).trace("elements may be {}", ElementKinds.all());
  }

  /** Of a job that spills where and when it is usual. */
  public JobServices(
      PipelineOptions options, StepMetrics metrics, boolean streaming, long idleTimeoutMillis) {
    this(options, metrics, streaming, idleTimeoutMillis, Spilling.byDefault());
  }

  /** Of a job in which no split is ever idle. */
  public JobServices(PipelineOptions options, StepMetrics metrics, boolean streaming) {
    this(options, metrics, streaming, Long.MAX_VALUE);
  }
}
