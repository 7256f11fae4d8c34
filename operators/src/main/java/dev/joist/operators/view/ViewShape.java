// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

/** What those who read a view see of its elements. */
public enum ViewShape {
  /** The only one there is. */
  SINGLE,
  /** All of them, one after the other. */
  ITERABLE,
  /** Pairs, whose values they look up by their keys. */
  MULTIMAP
}
