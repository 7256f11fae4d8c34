// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a terminal, which is written again and again in its place.
 *
 * <p><b>Threading:</b> may be used from any thread.
 */
public final class StatusLine {

  /** To the beginning of the line, and from there on nothing. */
  private static final String ERASE = "\r\u001b[K";

  private static @Nullable StatusLine ofProcess;

  private final PrintStream terminal;
  private boolean shown;

  StatusLine(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** The one on this process's stderr. */
  static synchronized StatusLine ofProcess() {
    StatusLine line = ofProcess;
    if (line == null) {
      line = new StatusLine(System.err);
      ofProcess = line;
    }
    return line;
  }

  /**
   * Where stderr is a terminal, has all that this process prints take the place of the line, which
   * otherwise it would be appended to.
   */
  public static void giveWayToOutput() {
    if (Terminal.isStderr()) {
      StatusLine line = ofProcess();
      System.setOut(new PrintStream(line.ahead(System.out), true, UTF_8));
      System.setErr(new PrintStream(line.ahead(System.err), true, UTF_8));
    }
  }

  /** Writes {@code text}, or as much of it as fits. */
  synchronized void show(String text, int columns) {
    int room = Math.max(1, columns - 1);
    terminal.print(ERASE + (text.length() <= room ? text : text.substring(0, room - 1) + "…"));
    terminal.flush();
    shown = true;
  }

  /** Makes room for something else. */
  synchronized void erase() {
    if (shown) {
      terminal.print(ERASE);
      terminal.flush();
      shown = false;
    }
  }

  /** What is written to the result goes to {@code out}, without the line before it. */
  OutputStream ahead(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int one) throws IOException {
        erase();
        out.write(one);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        erase();
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }
}
