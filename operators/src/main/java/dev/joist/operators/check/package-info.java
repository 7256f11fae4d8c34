// SPDX-License-Identifier: Apache-2.0
/**
 * Checks that coders can carry the elements of a pipeline and that nobody changes an element which
 * another may hold; around operators that know nothing of it.
 *
 * <p>Open {@link dev.joist.operators.check.CheckedOperator} first.
 */
@NullMarked
package dev.joist.operators.check;

import org.jspecify.annotations.NullMarked;
