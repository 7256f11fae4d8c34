// SPDX-License-Identifier: Apache-2.0
/**
 * Running DoFns: plain, with side inputs, with state and timers.
 *
 * <p>Open {@link dev.joist.operators.pardo.ParDoSpec} first.
 */
@NullMarked
package dev.joist.operators.pardo;

import org.jspecify.annotations.NullMarked;
