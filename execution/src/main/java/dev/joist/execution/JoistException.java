// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a kind, so that a restart policy and an exit code can be chosen without reading
 * the message.
 *
 * <p>The message is a sentence: what happened, the values that disagree, where (full transform
 * name, subtask, file or option) and the next move where there is one.
 */
public final class JoistException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who has to act on a failure. */
  public enum Kind {
    /** The pipeline's own code threw. */
    USER_CODE,
    /** The pipeline asks for something that Joist does not run. */
    UNSUPPORTED,
    /** An option or an argument is wrong. */
    CONFIGURATION,
    /** Stored state cannot be read back. */
    STATE_CORRUPT,
    /** Memory, disk, threads or another resource gave out. */
    RESOURCE,
    /** A fault of Joist itself. */
    INTERNAL
  }

  private final Kind kind;

  public JoistException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind);
  }

  public JoistException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind);
  }

  public Kind kind() {
    return kind;
  }
}
