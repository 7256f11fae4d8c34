// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.List;

/**
 * Keeps the state of subtasks.
 *
 * <p><b>Threading:</b> may be called by several subtasks at the same time.
 */
public interface StateBackend {

  /**
   * Opens the stores of one subtask.
   *
   * @param restored what the subtasks of the snapshot wrote, of which the new subtask takes its
   *     part; empty for a fresh start. Must stay readable until the stores are closed.
   */
  SubtaskStores open(SubtaskScope scope, List<? extends SnapshotSource> restored);

  /** Opens empty stores. */
  default SubtaskStores open(SubtaskScope scope) {
    return open(scope, List.of());
  }
}
