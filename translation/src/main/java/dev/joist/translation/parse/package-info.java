// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a pipeline proto into a logical plan, or says in sentences why that cannot be.
 *
 * <p>Depends on {@code logical}. Open {@link dev.joist.translation.parse.Translators} first, then
 * {@link dev.joist.translation.parse.ParDoTranslator}.
 */
@NullMarked
package dev.joist.translation.parse;

import org.jspecify.annotations.NullMarked;
