// SPDX-License-Identifier: Apache-2.0
/**
 * Roots: impulse, bounded and unbounded sources.
 *
 * <p>Open {@link dev.joist.operators.read.BoundedReadOperator} first.
 */
@NullMarked
package dev.joist.operators.read;

import org.jspecify.annotations.NullMarked;
