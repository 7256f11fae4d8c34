// SPDX-License-Identifier: Apache-2.0
/**
 * The logical plan: a small sealed set of typed nodes, joined by PCollections.
 *
 * <p>Depends on no other package of this module. Open {@link
 * dev.joist.translation.logical.LogicalNode} first.
 */
@NullMarked
package dev.joist.translation.logical;

import org.jspecify.annotations.NullMarked;
