// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.SnapshotSink;
import java.io.IOException;

/** A part of a snapshot: refers only to what nobody changes while the snapshot is open. */
@FunctionalInterface
interface FrozenState {
  void writeTo(SnapshotSink sink) throws IOException;
}
