// SPDX-License-Identifier: Apache-2.0
/**
 * Deterministic runs: any plan under a scheduler and a clock that replay from a seed.
 *
 * <p>It stands above {@code subtask}, as another {@code SubtaskExecutor}. Open {@link
 * dev.joist.execution.simulation.SeededExecutor} first.
 */
@NullMarked
package dev.joist.execution.simulation;

import org.jspecify.annotations.NullMarked;
