// SPDX-License-Identifier: Apache-2.0
/**
 * Running splittable DoFns: one operator that splits the work on an element, and one that does it.
 *
 * <p>Open {@link dev.joist.operators.splittable.SplittableSpec} first, then {@link
 * dev.joist.operators.splittable.SplitPoint}.
 */
@NullMarked
package dev.joist.operators.splittable;

import org.jspecify.annotations.NullMarked;
