// SPDX-License-Identifier: Apache-2.0
/**
 * Figures and the conditions they were taken under: spreads, ratios, the machine and its load.
 *
 * <p>Open {@link dev.joist.benchmarks.measure.Spread} first.
 */
@NullMarked
package dev.joist.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
