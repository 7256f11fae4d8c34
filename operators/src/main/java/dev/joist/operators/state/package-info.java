// SPDX-License-Identifier: Apache-2.0
/**
 * Beam's state over the state backend: coders as codecs, and the nine kinds of state cells.
 *
 * <p>Open {@link dev.joist.operators.state.BeamStateInternals} first.
 */
@NullMarked
package dev.joist.operators.state;

import org.jspecify.annotations.NullMarked;
