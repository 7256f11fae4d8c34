// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * Where the lanes of a subtask come from, and how the world outside reaches them.
 *
 * @param most how many there may be, at least 1
 * @param isWatched whether others look into the lanes; always so where there may be several
 * @param waiting those that wait for the world outside, where there may be several
 * @param mailbox what others want the subtask to do
 * @param starter starts another lane on a thread of its own
 */
record LaneSupply(
    int most, boolean isWatched, WaitingLanes waiting, Mailbox mailbox, Runnable starter) {}
