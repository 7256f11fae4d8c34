// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A pipeline on its way to become a job.
 *
 * @param pipeline the pipeline after the rewrites that need its objects
 * @param options the user's own options object; its runtime values can be read
 * @param settings what Joist made of the options
 */
public record Submission(
    RunnerApi.Pipeline pipeline, PipelineOptions options, JobSettings settings) {}
