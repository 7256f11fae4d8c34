// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

/**
 * A tag that was seen before.
 *
 * @param index number of the tag, from 0
 * @param prototype its cell, in some namespace
 */
record BoundTag(int index, BeamCell prototype) {}
