// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.IOException;

/**
 * The state of one subtask as it was at a barrier.
 *
 * <p><b>Threading:</b> may be handed to another thread, which writes and closes it while the
 * subtask goes on.
 */
public interface StateSnapshot extends AutoCloseable {

  long snapshotId();

  /**
   * Writes all sections, the same bytes in the same order for the same content. Can be repeated
   * until the snapshot is closed.
   */
  void writeTo(SnapshotSink sink) throws IOException;

  /** Lets the stores change in place again what the snapshot held. */
  @Override
  void close();
}
