// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.JoistException;
import org.apache.beam.sdk.io.Source;

/** What is told of a source whose code threw. */
final class ReadFailure {

  private ReadFailure() {}

  /** Names the transform and the source, and says what the cause says. */
  static JoistException of(String transform, Source<?> source, Throwable cause) {
    String message = cause.getMessage();
    // The message of an Error is often no more than the name of a class.
    boolean tellsEnough = cause instanceof Exception && message != null && !message.isBlank();
    String reason = tellsEnough ? message : cause.toString();
    return new JoistException(
        JoistException.Kind.USER_CODE,
        "%s: reading %s failed: %s".formatted(transform, source, reason),
        cause);
  }
}
