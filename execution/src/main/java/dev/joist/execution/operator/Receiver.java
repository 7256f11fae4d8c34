// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

/**
 * Takes elements: an input of an operator, or what an output leads to.
 *
 * <p>Elements go by reference and must not be changed after they were handed over. Called on the
 * thread of the subtask that owns it; {@code accept} may suspend that subtask when everything
 * downstream is full.
 */
@FunctionalInterface
public interface Receiver {

  void accept(Object element);
}
