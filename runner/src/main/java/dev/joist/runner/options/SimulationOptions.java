// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How Joist's own tests have a job run; of no use to anybody else. */
@Hidden
public interface SimulationOptions extends PipelineOptions {

  @Description(
      "Run the job's subtasks one at a time, in an order drawn from this seed, with a virtual clock,"
          + " channels of one element and bundles of one element.")
  @Nullable Long getSimulationSeed();

  void setSimulationSeed(@Nullable Long seed);
}
