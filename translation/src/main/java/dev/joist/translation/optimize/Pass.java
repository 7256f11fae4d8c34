// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.LogicalPlan;

/** One rewriting of a plan: a pure function that keeps the results of the pipeline as they are. */
public interface Pass {

  /** What it does, in two or three words. */
  String name();

  /** The plan after the pass, with an account of what was done. */
  Rewrite apply(LogicalPlan plan);
}
