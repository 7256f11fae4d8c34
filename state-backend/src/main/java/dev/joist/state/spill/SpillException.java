// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What was to be spilled could not be written, or what was spilled cannot be read back. */
public final class SpillException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  /** Whether the files are there but are not what was written. */
  private final boolean damaged;

  SpillException(String message, IOException cause) {
    this(message, cause, false);
  }

  private SpillException(String message, IOException cause, boolean damaged) {
    super(message, cause);
    this.damaged = damaged;
  }

  /** What was read is not what was written. */
  static SpillException damaged(String message) {
    return new SpillException(message, new IOException(message), true);
  }

  public boolean isDamaged() {
    return damaged;
  }
}
