// SPDX-License-Identifier: Apache-2.0
/**
 * Calling a DoFn without state: one set of arguments and outputs for all of its elements.
 *
 * <p>Open {@link dev.joist.operators.invoke.DirectDoFnRunner} first.
 */
@NullMarked
package dev.joist.operators.invoke;

import org.jspecify.annotations.NullMarked;
