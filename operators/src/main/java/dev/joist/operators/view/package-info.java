// SPDX-License-Identifier: Apache-2.0
/**
 * Side inputs: building views and reading them.
 *
 * <p>Open {@link dev.joist.operators.view.ViewSpec} first.
 */
@NullMarked
package dev.joist.operators.view;

import org.jspecify.annotations.NullMarked;
