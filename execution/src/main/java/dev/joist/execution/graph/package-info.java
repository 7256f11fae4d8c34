// SPDX-License-Identifier: Apache-2.0
/**
 * The physical plan: the model that the planner makes and the runtime runs.
 *
 * <p>Open {@link dev.joist.execution.graph.PhysicalPlan} first.
 */
@NullMarked
package dev.joist.execution.graph;

import org.jspecify.annotations.NullMarked;
