// SPDX-License-Identifier: Apache-2.0
/**
 * Values that are on disk, as those see them who read them: a group, the content of a view.
 *
 * <p>Open {@link dev.joist.operators.spill.SpilledValues} first.
 */
@NullMarked
package dev.joist.operators.spill;

import org.jspecify.annotations.NullMarked;
