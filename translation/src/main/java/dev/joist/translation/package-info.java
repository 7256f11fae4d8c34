// SPDX-License-Identifier: Apache-2.0
/**
 * Turns a pipeline proto into plans: logical, optimized, physical.
 *
 * <p>Open {@link dev.joist.translation.Planner} first.
 */
@NullMarked
package dev.joist.translation;

import org.jspecify.annotations.NullMarked;
