// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

/**
 * Makes the operator of one lane of a subtask; part of a physical plan.
 *
 * <p><b>Threading:</b> called once a lane, each time on that lane's own thread, so that it may be
 * called by several threads at the same time. What it holds is shared by all and immutable.
 */
@FunctionalInterface
public interface OperatorFactory {

  Operator create(OperatorContext context) throws Exception;

  /**
   * Whether one subtask may have several of these operators at the same time, each with elements of
   * its own and on a thread of its own. True of operators that keep nothing of one element for the
   * next beyond a bundle, or only what {@link OperatorContext#shared} lets them share.
   */
  default boolean runsInLanes() {
    return false;
  }

  /** A factory of the same operators, of which one subtask may have several. */
  static OperatorFactory inLanes(OperatorFactory factory) {
    return new OperatorFactory() {
      @Override
      public Operator create(OperatorContext context) throws Exception {
        return factory.create(context);
      }

      @Override
      public boolean runsInLanes() {
        return true;
      }
    };
  }
}
