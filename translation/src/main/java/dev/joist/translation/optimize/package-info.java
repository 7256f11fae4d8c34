// SPDX-License-Identifier: Apache-2.0
/**
 * Passes that rewrite a logical plan into a cheaper one with the same results.
 *
 * <p>Depends on {@code logical}. Open {@link dev.joist.translation.optimize.Pass} first.
 */
@NullMarked
package dev.joist.translation.optimize;

import org.jspecify.annotations.NullMarked;
