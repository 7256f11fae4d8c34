// SPDX-License-Identifier: Apache-2.0
/**
 * What users name: the runner, its options and the result of a run.
 *
 * <p>Takes a pipeline of Java objects to its proto, hands it to {@code translation} and the plan to
 * {@code execution}. Open {@link dev.joist.runner.JoistRunner} first.
 */
@NullMarked
package dev.joist.runner;

import org.jspecify.annotations.NullMarked;
