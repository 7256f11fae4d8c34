// SPDX-License-Identifier: Apache-2.0
/**
 * What runs inside a measured child JVM, on any runner's class path: it depends on the JDK alone.
 *
 * <p>Open {@link dev.joist.benchmarks.child.MeasuredMain} first.
 */
@NullMarked
package dev.joist.benchmarks.child;

import org.jspecify.annotations.NullMarked;
