// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * What a lane did in its turns.
 *
 * <p><b>Threading:</b> written by the lane during a turn, and taken with the baton behind it.
 */
final class LaneWork {

  private int processed;
  private int elementsIn;
  private boolean isBusy;

  /** A turn begins. */
  void begin() {
    processed = 0;
    elementsIn = 0;
    isBusy = false;
  }

  /** Elements were processed, timers fired or own work was done. */
  void add(int count) {
    processed += count;
  }

  /** Elements came from a channel. */
  void addElementsIn(int count) {
    elementsIn += count;
  }

  /** A cut was answered; {@code busy}: there is work that could start now. */
  void busy(boolean busy) {
    isBusy = busy;
  }

  int processed() {
    return processed;
  }

  int elementsIn() {
    return elementsIn;
  }

  /** Whether there is work that could start now, as of the cut that was answered. */
  boolean isBusy() {
    return isBusy;
  }
}
