// SPDX-License-Identifier: Apache-2.0
/**
 * The state of one subtask as operators see it: keyed cells, items and stage cells, and the
 * versions of them that snapshots hold. It knows no Beam and no threads; backends implement it.
 *
 * <p>Open {@link dev.joist.state.SubtaskStores} first, then {@link dev.joist.state.KeyedStore}.
 */
@NullMarked
package dev.joist.state;

import org.jspecify.annotations.NullMarked;
