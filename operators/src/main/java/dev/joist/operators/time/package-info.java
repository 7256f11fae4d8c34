// SPDX-License-Identifier: Apache-2.0
/**
 * Beam's time over the runtime's: timestamps, watermarks and timers by key.
 *
 * <p>Open {@link dev.joist.operators.time.KeyedTimers} first.
 */
@NullMarked
package dev.joist.operators.time;

import org.jspecify.annotations.NullMarked;
