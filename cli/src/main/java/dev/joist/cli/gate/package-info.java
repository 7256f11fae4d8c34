// SPDX-License-Identifier: Apache-2.0
/**
 * Proof that each gate of the build is shut: a violation of each is planted in a copy of the tree,
 * and the build must fail with that gate's own words.
 *
 * <p>Open {@link dev.joist.cli.gate.GatesSuite} first.
 */
@NullMarked
package dev.joist.cli.gate;

import org.jspecify.annotations.NullMarked;
