// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/** State in a snapshot is not what the pipeline declares, or is damaged. */
public final class IncompatibleStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IncompatibleStateException(String message) {
    super(message);
  }

  public IncompatibleStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
