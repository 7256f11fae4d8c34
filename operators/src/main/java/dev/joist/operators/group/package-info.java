// SPDX-License-Identifier: Apache-2.0
/**
 * Grouping by key and window under any trigger.
 *
 * <p>Open {@link dev.joist.operators.group.GroupByKeySpec} first.
 */
@NullMarked
package dev.joist.operators.group;

import org.jspecify.annotations.NullMarked;
