// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code joist} command line: its verbs, and the exit codes that scripts read.
 *
 * <p>Open {@link dev.joist.cli.Main} first.
 */
@NullMarked
package dev.joist.cli;

import org.jspecify.annotations.NullMarked;
