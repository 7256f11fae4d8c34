// SPDX-License-Identifier: Apache-2.0
/**
 * Groups beyond memory: sorted runs of groups on disk, over bytes, and their merge.
 *
 * <p>A {@link dev.joist.state.spill.Run} is two files that never change: an index, which has each
 * group's key, and the values of all groups one after the other. A value is found without reading
 * those before it, so a group is streamed however large it is, as often as somebody asks for it.
 * Both files are made of blocks with checksums.
 *
 * <p>Open {@link dev.joist.state.spill.SpilledGroups} first, then {@link
 * dev.joist.state.spill.RunMerge}.
 */
@NullMarked
package dev.joist.state.spill;

import org.jspecify.annotations.NullMarked;
