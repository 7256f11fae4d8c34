// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

/**
 * Makes the operator of one subtask; part of a physical plan.
 *
 * <p><b>Threading:</b> called once a subtask, each time on that subtask's own thread, so that it
 * may be called by several threads at the same time. What it holds is shared by all and immutable.
 */
@FunctionalInterface
public interface OperatorFactory {

  Operator create(OperatorContext context) throws Exception;
}
