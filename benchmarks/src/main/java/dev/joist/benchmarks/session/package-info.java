// SPDX-License-Identifier: Apache-2.0
/**
 * A series of measured runs that can be broken off and gone on with.
 *
 * <p>Open {@link dev.joist.benchmarks.session.SessionRuns} first.
 */
@NullMarked
package dev.joist.benchmarks.session;

import org.jspecify.annotations.NullMarked;
