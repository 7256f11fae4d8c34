// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.io.Console;

/** Tells whether a person may be looking. */
public final class Terminal {

  private Terminal() {}

  /** Whether this process reads from and writes to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on the console itself is asked
  public static boolean isAttached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      // Before JDK 22 a console is there only if it is a terminal.
      return true;
    }
  }
}
