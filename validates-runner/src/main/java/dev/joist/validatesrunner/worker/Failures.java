// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** The text of what a test threw, cut: an assertion over large keys prints megabytes. */
final class Failures {

  private static final int MESSAGE_CHARS = 1_000;
  private static final int TRACE_CHARS = 12_000;

  private Failures() {}

  /** Class and message; empty for nothing. */
  static String message(@Nullable Throwable thrown) {
    return thrown == null ? "" : cut(String.valueOf(thrown), MESSAGE_CHARS);
  }

  /** The stack trace with causes; empty for nothing. */
  static String trace(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return cut(text.toString(), TRACE_CHARS);
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars
        ? text
        : "%s … (%d more characters)".formatted(text.substring(0, chars), text.length() - chars);
  }
}
