// SPDX-License-Identifier: Apache-2.0
/**
 * The operators of the primitives, as the planner asks for them.
 *
 * <p>Each package below holds the operators of one idea of the Beam model. Open {@link
 * dev.joist.operators.Operators} first.
 */
@NullMarked
package dev.joist.operators;

import org.jspecify.annotations.NullMarked;
