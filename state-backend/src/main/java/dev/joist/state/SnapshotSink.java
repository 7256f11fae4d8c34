// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the sections of a snapshot, one after another. */
public interface SnapshotSink {

  /** Begins a section; the caller writes its bytes and closes the stream before the next one. */
  OutputStream begin(SectionHeader header) throws IOException;
}
