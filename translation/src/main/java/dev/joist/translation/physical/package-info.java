// SPDX-License-Identifier: Apache-2.0
/**
 * Fuses the nodes of a logical plan into stages and joins them by links.
 *
 * <p>Depends on {@code logical}. Open {@link dev.joist.translation.physical.StageLayout} first.
 */
@NullMarked
package dev.joist.translation.physical;

import org.jspecify.annotations.NullMarked;
