// SPDX-License-Identifier: Apache-2.0
/**
 * The class path of each measured runner, resolved by Maven apart from the main build.
 *
 * <p>Open {@link dev.joist.benchmarks.classpath.PeerClassPath} first.
 */
@NullMarked
package dev.joist.benchmarks.classpath;

import org.jspecify.annotations.NullMarked;
