// SPDX-License-Identifier: Apache-2.0
/**
 * The line a second that tells a person at a terminal how a job gets on.
 *
 * <p>Knows no other package of the runner. Open {@link dev.joist.runner.progress.ProgressReporter}
 * first.
 */
@NullMarked
package dev.joist.runner.progress;

import org.jspecify.annotations.NullMarked;
