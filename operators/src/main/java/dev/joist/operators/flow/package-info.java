// SPDX-License-Identifier: Apache-2.0
/**
 * Operators that only pass elements on: flatten and the head of an exchange.
 *
 * <p>Open {@link dev.joist.operators.flow.FlattenOperator} first.
 */
@NullMarked
package dev.joist.operators.flow;

import org.jspecify.annotations.NullMarked;
