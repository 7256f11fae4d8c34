// SPDX-License-Identifier: Apache-2.0
/**
 * Shows the plans of a pipeline to people and to programs: text, JSON and Graphviz.
 *
 * <p>Depends on {@code logical}, {@code optimize} and {@code physical}. Open {@link
 * dev.joist.translation.explain.TextExplanation} first.
 */
@NullMarked
package dev.joist.translation.explain;

import org.jspecify.annotations.NullMarked;
