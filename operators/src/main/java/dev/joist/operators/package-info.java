// SPDX-License-Identifier: Apache-2.0
/**
 * What the operators of one job share.
 *
 * <p>Each package below holds the operators of one idea of the Beam model; this one is known to all
 * of them. Open {@link dev.joist.operators.JobServices} first.
 */
@NullMarked
package dev.joist.operators;

import org.jspecify.annotations.NullMarked;
