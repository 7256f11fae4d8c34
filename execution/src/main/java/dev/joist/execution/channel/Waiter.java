// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/**
 * One side of a channel that may have to wait for the other.
 *
 * <p><b>Threading:</b> {@link #wake} may be called from any thread, at any time and for no reason.
 */
@FunctionalInterface
public interface Waiter {

  /** Makes a waiting subtask look again; nothing is lost if it does not wait. */
  void wake();
}
