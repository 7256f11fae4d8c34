// SPDX-License-Identifier: Apache-2.0
/**
 * Combining by key before and after the exchange.
 *
 * <p>Open {@link dev.joist.operators.combine.CombineSpec} first.
 */
@NullMarked
package dev.joist.operators.combine;

import org.jspecify.annotations.NullMarked;
