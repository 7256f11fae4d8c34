// SPDX-License-Identifier: Apache-2.0
/**
 * Programs measured beside each other in JVMs of their own, taking turns, with results that must
 * agree.
 *
 * <p>Open {@link dev.joist.benchmarks.contest.Contest} first.
 */
@NullMarked
package dev.joist.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
