// SPDX-License-Identifier: Apache-2.0
/**
 * Assigning windows to elements.
 *
 * <p>Open {@link dev.joist.operators.window.AssignWindowsOperator} first.
 */
@NullMarked
package dev.joist.operators.window;

import org.jspecify.annotations.NullMarked;
