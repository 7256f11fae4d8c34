// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Log lines that must be seen: where slf4j has no binding, and so nothing is logged at all, they go
 * to stderr.
 */
public final class Notices {

  private Notices() {}

  /** Logs {@code message} as a warning. */
  public static void warn(Logger log, String message) {
    if (isLost()) {
      System.err.println("WARN " + message);
    } else {
      log.warn(message);
    }
  }

  /** Logs {@code message} as an error that {@code thrown} is the cause of. */
  public static void error(Logger log, String message, Throwable thrown) {
    if (isLost()) {
      System.err.println("ERROR " + message);
      thrown.printStackTrace();
    } else {
      log.error(message, thrown);
    }
  }

  private static boolean isLost() {
    return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory;
  }
}
