// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/** How a piece of state is dealt to subtasks at restore. */
public enum StateScope {
  /** By key group. */
  KEYED,
  /** By the ids of its items. */
  ITEM,
  /** To every subtask. */
  STAGE
}
