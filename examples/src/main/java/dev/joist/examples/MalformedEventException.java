// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

/** A line that is no event; the message is the reason, made for a person to read. */
final class MalformedEventException extends Exception {

  MalformedEventException(String reason) {
    super(reason);
  }
}
