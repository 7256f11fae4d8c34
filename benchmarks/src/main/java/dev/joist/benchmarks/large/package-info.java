// SPDX-License-Identifier: Apache-2.0
/**
 * Groups that are larger than the heap: programs that check what they read, each in a JVM with a
 * heap of its own.
 *
 * <p>Open {@link dev.joist.benchmarks.large.LargeProgram} first.
 */
@NullMarked
package dev.joist.benchmarks.large;

import org.jspecify.annotations.NullMarked;
