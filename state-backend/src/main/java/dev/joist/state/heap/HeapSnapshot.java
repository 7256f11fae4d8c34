// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.SnapshotSink;
import dev.joist.state.StateSnapshot;
import java.io.IOException;
import java.util.List;

/**
 * References to the frozen parts of a subtask's stores.
 *
 * <p><b>Threading:</b> written and closed by any one thread; the subtask only asks whether it is
 * closed, and changes what the snapshot held only after it has seen that.
 */
final class HeapSnapshot implements StateSnapshot {

  private final long snapshotId;
  private final long version;
  private List<FrozenState> parts;
  private volatile boolean closed;

  HeapSnapshot(long snapshotId, long version, List<FrozenState> parts) {
    this.snapshotId = snapshotId;
    this.version = version;
    this.parts = List.copyOf(parts);
  }

  @Override
  public long snapshotId() {
    return snapshotId;
  }

  /** The newest version of state that this snapshot sees. */
  long version() {
    return version;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void writeTo(SnapshotSink sink) throws IOException {
    if (closed) {
      throw new IllegalStateException(
          "snapshot %d was closed and cannot be written any more".formatted(snapshotId));
    }
    for (FrozenState part : parts) {
      part.writeTo(sink);
    }
  }

  @Override
  public void close() {
    parts = List.of();
    closed = true;
  }
}
