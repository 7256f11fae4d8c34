// SPDX-License-Identifier: Apache-2.0
/**
 * Child JVMs with a time limit, and what they report of themselves.
 *
 * <p>Open {@link dev.joist.benchmarks.process.ChildJvm} first.
 */
@NullMarked
package dev.joist.benchmarks.process;

import org.jspecify.annotations.NullMarked;
