// SPDX-License-Identifier: Apache-2.0
/**
 * A user's Beam program: finding its main class, calling it and cancelling what it runs.
 *
 * <p>Open {@link dev.joist.cli.program.ProgramFinder} first.
 */
@NullMarked
package dev.joist.cli.program;

import org.jspecify.annotations.NullMarked;
