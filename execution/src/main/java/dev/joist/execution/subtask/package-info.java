// SPDX-License-Identifier: Apache-2.0
/**
 * One parallel instance of a stage: its inbox, its chain of operators, its outbox, and the thread
 * policy that steps it.
 *
 * <p>Open {@link dev.joist.execution.subtask.Subtask} first.
 */
@NullMarked
package dev.joist.execution.subtask;

import org.jspecify.annotations.NullMarked;
