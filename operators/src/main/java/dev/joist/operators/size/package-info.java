// SPDX-License-Identifier: Apache-2.0
/**
 * Estimates of the memory that elements keep.
 *
 * <p>Open {@link dev.joist.operators.size.ElementSizes} first.
 */
@NullMarked
package dev.joist.operators.size;

import org.jspecify.annotations.NullMarked;
