// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person may be looking at stderr. */
final class Terminal {

  /** Set by the launcher, which can ask the shell: the width of the terminal that stderr is. */
  static final String COLUMNS = "joist.columns";

  private static final int USUAL_COLUMNS = 80;
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Whether what is written to stderr appears on a terminal. */
  static boolean isStderr() {
    if (System.getProperty(COLUMNS) != null) {
      return true;
    }
    if (Files.isSymbolicLink(STDERR)) {
      return isTerminal(STDERR);
    }
    return hasConsole();
  }

  /** How many characters fit on a line of it. */
  static int columns() {
    Integer told = Integer.getInteger(COLUMNS);
    return told == null || told < 1 ? USUAL_COLUMNS : told;
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this process reads from and writes to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on the console itself is asked
  private static boolean hasConsole() {
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
