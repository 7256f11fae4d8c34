// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

/** The ways to make the panes of a view. */
public enum ViewStrategy {
  /** Groups all elements of a window by the trigger of the collection: right for every view. */
  GROUPED,
  /**
   * Groups all elements of a window at its end, and beyond memory by sorted runs on disk, from
   * which those who read the view read it. Right where windows fire once, at their ends.
   */
  SPILLING,
  /**
   * Takes each element as a pane of its own. Right where the collection has one element for each
   * firing of one key, and the view is a single value.
   */
  EACH_FIRING
}
