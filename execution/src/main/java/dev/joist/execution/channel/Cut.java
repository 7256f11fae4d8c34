// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/**
 * A cut through the data flow: all that was sent before it on any channel lies before it
 * everywhere.
 *
 * @param kind what is done at the cut
 * @param id number of the cut; cuts of a job are numbered upward from 1 whatever their kind
 */
public record Cut(Kind kind, long id) {

  /** What a subtask does when a cut reached it on all its channels. */
  public enum Kind {
    /** Take a snapshot. Nothing else may happen between the end of the bundle and the snapshot. */
    BARRIER,
    /**
     * Do all that can be done without new input or time passing, and say whether that was anything.
     */
    MARKER,
    /**
     * End the bundle. Once all subtasks have done so, all that was sent before the cut has been
     * passed by every stage. It keeps nothing waiting: a channel that delivered it is read on.
     */
    PASSAGE
  }

  public Cut {
    if (id < 1) {
      throw new IllegalArgumentException("a cut is numbered from 1, not %d".formatted(id));
    }
  }

  /** Whether nothing that lies behind the cut may be taken before it was acted on. */
  public boolean divides() {
    return kind != Kind.PASSAGE;
  }
}
