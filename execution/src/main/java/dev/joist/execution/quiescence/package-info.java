// SPDX-License-Identifier: Apache-2.0
/**
 * Finding the moments at which a job has nothing left to do until time passes or a test says more.
 *
 * <p>Open {@link dev.joist.execution.quiescence.Quiescence} first.
 */
@NullMarked
package dev.joist.execution.quiescence;

import org.jspecify.annotations.NullMarked;
