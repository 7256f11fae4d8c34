// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

/** The command line asks for something that is not there; the message says what to type instead. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
