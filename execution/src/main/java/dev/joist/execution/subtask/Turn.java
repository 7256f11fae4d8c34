// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import org.jspecify.annotations.Nullable;

/**
 * What a lane is to do until it next has the baton.
 *
 * @param batch what to claim elements from, null if there is none
 * @param cut the cut to answer, null if there is none or this lane has answered it
 * @param isHeld whether nothing is to be done, because other lanes have still to answer a cut
 * @param catchesUp whether the lane rested while watermarks went by, or is new
 * @param mayWork whether sources may work already
 * @param sawItem whether something was taken from a channel at the beginning of the turn
 * @param isAtEnd whether all channels have delivered their last item
 */
record Turn(
    @Nullable OpenBatch batch,
    @Nullable Cut cut,
    boolean isHeld,
    boolean catchesUp,
    boolean mayWork,
    boolean sawItem,
    boolean isAtEnd) {}
