// SPDX-License-Identifier: Apache-2.0
/**
 * Injected time: every clock of the runtime is one of these.
 *
 * <p>Open {@link dev.joist.execution.time.Clock} first.
 */
@NullMarked
package dev.joist.execution.time;

import org.jspecify.annotations.NullMarked;
