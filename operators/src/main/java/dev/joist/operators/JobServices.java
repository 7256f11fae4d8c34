// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators;

import dev.joist.operators.metrics.StepMetrics;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What every operator of a job may use.
 *
 * @param options the options of the pipeline, the same object for the whole job
 * @param metrics where user metrics are written
 * @param streaming whether the job was submitted as a streaming job
 */
public record JobServices(PipelineOptions options, StepMetrics metrics, boolean streaming) {}
