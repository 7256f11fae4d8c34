// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.simulation;

/** Is told of each turn of a simulated run; two runs of one seed tell the same. */
@FunctionalInterface
public interface TurnListener {

  /**
   * A subtask begins to run.
   *
   * @param turn number of the turn, from 1
   * @param subtask name of the subtask
   * @param nowMillis virtual time; 0 where the executor has no clock
   */
  void onTurn(long turn, String subtask, long nowMillis);
}
