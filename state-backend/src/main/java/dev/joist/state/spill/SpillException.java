// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What was to be spilled could not be written, or what was spilled cannot be read back. */
public final class SpillException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** What went wrong. */
  public enum Fault {
    /** There is no place to write to, or no room. */
    NOT_WRITTEN,
    /** A file is not there, or cannot be read. */
    NOT_READ,
    /** Files are there but are not what was written. */
    DAMAGED
  }

  private SpillException(Fault fault, String message, IOException cause) {
    super(message, cause);
    this.fault = fault;
  }

  static SpillException notWritten(String message, IOException cause) {
    return new SpillException(Fault.NOT_WRITTEN, message, cause);
  }

  static SpillException notRead(String message, IOException cause) {
    return new SpillException(Fault.NOT_READ, message, cause);
  }

  /** What was read is not what was written. */
  static SpillException damaged(String message) {
    return new SpillException(Fault.DAMAGED, message, new IOException(message));
  }

  public Fault fault() {
    return fault;
  }
}
