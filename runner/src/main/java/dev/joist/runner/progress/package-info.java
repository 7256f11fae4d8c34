// SPDX-License-Identifier: Apache-2.0
/**
 * What a person learns of a job while it runs and when it has ended: a line on a terminal, now and
 * then a line of the log elsewhere, and managed beans.
 *
 * <p>Open {@link dev.joist.runner.progress.ProgressReporter} first.
 */
@NullMarked
package dev.joist.runner.progress;

import org.jspecify.annotations.NullMarked;
