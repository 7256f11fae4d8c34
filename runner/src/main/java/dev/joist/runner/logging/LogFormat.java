// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line of the log: date and time, level, the step whose code logs, the logger and the message;
 * the stack trace, if there is one, below it.
 *
 * <p>A program with a {@code logging.properties} of its own can name it there, as {@code
 * java.util.logging.ConsoleHandler.formatter}.
 */
public final class LogFormat extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final ZoneId zone;

  /** Times in the zone of this machine. */
  public LogFormat() {
    this(ZoneId.systemDefault());
  }

  LogFormat(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String format(LogRecord logged) {
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(logged.getInstant().atZone(zone))).append(' ');
    line.append("%-5s".formatted(level(logged.getLevel()))).append(' ');
    CurrentStep.name().ifPresent(step -> line.append('[').append(step).append("] "));
    if (logged.getLoggerName() != null) {
      line.append(logged.getLoggerName()).append(": ");
    }
    line.append(formatMessage(logged)).append(System.lineSeparator());
    Throwable thrown = logged.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append(trace);
    }
    return line.toString();
  }

  /** As slf4j and the options of Beam name them. */
  private static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARN";
    }
    if (value >= Level.INFO.intValue()) {
      return "INFO";
    }
    return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }
}
