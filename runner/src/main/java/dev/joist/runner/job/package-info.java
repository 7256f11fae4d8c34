// SPDX-License-Identifier: Apache-2.0
/**
 * The runner's view of a job: what it is asked to do, and what it tells while it runs.
 *
 * <p>Open {@link dev.joist.runner.job.RunningJob} first.
 */
@NullMarked
package dev.joist.runner.job;

import org.jspecify.annotations.NullMarked;
