// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

/**
 * What the elements of a link become when they leave their stage for another one, and within a
 * stage where the link wants that.
 */
@FunctionalInterface
public interface Handover {

  /** Every element goes as it is. */
  Handover BY_REFERENCE = () -> element -> element;

  /** A step for one lane of the producing stage; called once for each lane and link. */
  Step create();

  /** Whether elements are handed over within a stage too; else they go by reference there. */
  default boolean isWithinStages() {
    return false;
  }

  /**
   * Hands over the elements of one lane.
   *
   * <p><b>Threading:</b> belongs to its lane, so it may keep state.
   */
  @FunctionalInterface
  interface Step {

    /** The element that the other stage gets in place of {@code element}; often the same object. */
    Object handOver(Object element);
  }
}
