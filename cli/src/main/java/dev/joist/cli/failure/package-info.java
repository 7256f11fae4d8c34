// SPDX-License-Identifier: Apache-2.0
/**
 * What to tell a person when something went wrong, and which exit code to tell a script.
 *
 * <p>Open {@link dev.joist.cli.failure.Diagnosis} first. Knows no other package of the command
 * line.
 */
@NullMarked
package dev.joist.cli.failure;

import org.jspecify.annotations.NullMarked;
