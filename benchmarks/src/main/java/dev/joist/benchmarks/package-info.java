// SPDX-License-Identifier: Apache-2.0
/**
 * Joist against other runners and against itself, measured: the program behind {@code ./joist
 * bench}.
 *
 * <p>Open {@link dev.joist.benchmarks.BenchMain} first.
 */
@NullMarked
package dev.joist.benchmarks;

import org.jspecify.annotations.NullMarked;
