// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.SnapshotSource;
import dev.joist.state.StateBackend;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.List;

/** Keeps all state as objects on the heap. */
public final class HeapStateBackend implements StateBackend {

  @Override
  public SubtaskStores open(SubtaskScope scope, List<? extends SnapshotSource> restored) {
    return new HeapSubtaskStores(scope, RestoredSections.of(scope, restored));
  }
}
