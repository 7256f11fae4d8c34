// SPDX-License-Identifier: Apache-2.0
/**
 * A running job: its states, its end, and what can be asked of it meanwhile.
 *
 * <p>Open {@link dev.joist.execution.job.Job} first.
 */
@NullMarked
package dev.joist.execution.job;

import org.jspecify.annotations.NullMarked;
