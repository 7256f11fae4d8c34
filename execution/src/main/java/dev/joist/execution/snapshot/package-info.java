// SPDX-License-Identifier: Apache-2.0
/**
 * Cuts through the data flow: aligning them on the channels of a subtask.
 *
 * <p>Open {@link dev.joist.execution.snapshot.Alignment} first.
 */
@NullMarked
package dev.joist.execution.snapshot;

import org.jspecify.annotations.NullMarked;
