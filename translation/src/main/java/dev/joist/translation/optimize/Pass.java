// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.LogicalPlan;
import org.apache.beam.sdk.options.PipelineOptions;

/** One rewriting of a plan: a pure function that keeps the results of the pipeline as they are. */
public interface Pass {

  /** What it does, in two or three words. */
  String name();

  /** Whether it is wanted under the options of a pipeline. */
  default boolean isOn(PipelineOptions options) {
    return true;
  }

  /** The plan after the pass, with an account of what was done. */
  Rewrite apply(LogicalPlan plan);
}
